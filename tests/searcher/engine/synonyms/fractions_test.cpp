#include "searcher/engine/synonyms/fractions.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

struct Case {
  const char* query;
  const char* expected;
  const char* trap;
};

TEST(Fractions, AreWrittenOut) {
  const Case cases[] = {
      {"2/3", "3분의 2", "two thirds"},
      {"의석 2/3 확보", "의석 3분의 2 확보", "among others"},
      {"1/10로", "10분의 1로", "with a josa"},
      {"3/4, 1/2", "4분의 3, 2분의 1", "two"},
      {"(1/3)", "(3분의 1)", "in parentheses"},
      {"'1/3'", "'3분의 1'", "in quotes"},
      {"6/25", "6/25", "a day"},
      {"12/3", "12/3", "a day, too"},
      {"3/2", "3/2", "more than all"},
      {"3/3", "3/3", "all"},
      {"0/3", "0/3", "nothing"},
      {"1/2/3", "1/2/3", "no fraction"},
      {"1/2.5", "1/2.5", "a decimal"},
      {"2024/1/3", "2024/1/3", "a date"},
      {"A1/2", "A1/2", "a name"},
      {"제2/3", "제2/3", "a name, too"},
      {"2/3분기", "2/3분기", "quarters of a year"},
      {"2·3", "2·3", "another mark"},
      {"한/미", "한/미", "words"},
      {"2/", "2/", "cut"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(with_fractions(c.query), c.expected) << c.trap;
}

TEST(Fractions, AreTypedWithASlash) {
  const Case cases[] = {
      {"3분의 2", "3: 2/3", "two thirds"},     {"10분의 1로", "3: 1/10", "with a josa"},
      {"3분의2", "3: 2/3", "without a blank"}, {"100분의 50", "", "of too many parts"},
      {"2분의 3", "", "more than all"},        {"10분 1초", "", "a time"},
      {"여러분의 2", "", "another word"},      {"3분의", "", "cut"},
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
