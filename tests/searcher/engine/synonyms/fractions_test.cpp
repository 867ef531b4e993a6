#include "searcher/engine/synonyms/fractions.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(Fractions, Table) {
  struct Case {
    const char* query;
    const char* expected;  // words: form
    const char* trap;
  };
  const Case cases[] = {
      {"2/3", "2: 3분의 2", "two thirds"},
      {"1/10로", "2: 10분의 1", "with a josa"},
      {"3/4", "2: 4분의 3", "three quarters"},
      {"6/25", "", "a day"},
      {"12/3", "", "a day, too"},
      {"3/2", "", "more than all"},
      {"3/3", "", "all"},
      {"0/3", "", "nothing"},
      {"1/2/3", "", "no fraction"},
      {"2/3분기", "", "quarters of a year"},
      {"2·3", "", "another mark"},
      {"2 3", "", "two numbers"},
      {"한/미", "", "words"},
      {"2/", "", "cut"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    const OtherForms other = other_form_of_fraction(analyze_query(c.query, analyzer));
    const std::string found =
        other.words == 0 ? "" : std::to_string(other.words) + ": " + to_utf8(other.forms[0]);
    EXPECT_EQ(found, c.expected) << c.query << ": " << c.trap;
  }
}

}  // namespace
}  // namespace gisa
