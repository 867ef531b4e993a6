#include "searcher/engine/synonyms/letter_names.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(LetterNames, AreRead) {
  struct Case {
    const char16_t* word;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {u"엠비씨", "MBC+", "three letters"},
      {u"엠비시", "MBC+", "spelled otherwise"},
      {u"에이치디현대", "HD+현대", "a name that begins with another one"},
      {u"지에스건설", "GS+건설", "a word behind"},
      {u"더블유티오", "WTO+", "a long name"},
      {u"에이스", "+", "one letter"},
      {u"피씨방", "+", "one syllable behind"},
      {u"국회", "+", "no letters"},
      {u"", "+", "nothing"},
  };
  for (const Case& c : cases) {
    const LettersByName found = letters_by_name(c.word);
    EXPECT_EQ(found.letters + "+" + to_utf8(found.behind), c.expected) << c.trap;
  }
}

}  // namespace
}  // namespace gisa
