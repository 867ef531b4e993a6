#include "searcher/engine/words/spoken_pasts.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(SpokenPasts, AreWritten) {
  struct Case {
    const char16_t* word;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {u"났나", "났다", "one syllable"},
      {u"죽었나", "죽었다", "two"},
      {u"찾았을까", "찾았다", "a long ending"},
      {u"왔어요", "왔다", "politely"},
      {u"올랐나", "", "known as it is"},
      {u"체포했나", "", "so is this"},
      {u"있나", "", "no past"},
      {u"하겠지", "", "what will be"},
      {u"늘었다", "", "written already"},
      {u"늘었던", "", "another form"},
      {u"갔네", "", "no question"},
      {u"안나", "", "a name"},
      {u"나", "", "an ending alone"},
      {u"", "", "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_utf8(written_past(c.word)), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa
