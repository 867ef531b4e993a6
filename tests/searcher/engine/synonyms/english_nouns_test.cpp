#include "searcher/engine/synonyms/english_nouns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gisa {
namespace {

TEST(EnglishNouns, HaveAnotherNumber) {
  struct Case {
    const char* typed;
    std::vector<std::u16string> others;
  };
  const Case kCases[] = {
      {"missile", {u"missiles"}},
      {"Missiles", {u"missile"}},
      {"country", {u"countries"}},
      {"day", {u"days"}},
      {"countries", {u"countrie", u"country"}},
      {"tax", {u"taxes"}},
      {"taxes", {u"taxe", u"tax"}},
      {"branch", {u"branches"}},
      {"prices", {u"price"}},
      {"houses", {u"house", u"hous"}},
      {"class", {u"classes"}},
      {"news", {u"newses"}},
      {"virus", {u"viruses"}},
      {"BTS", {}},
      {"AI", {}},
      {"ai", {}},
      {"gas", {}},
      {"c++", {}},
      {"café", {}},
      {"", {}},
  };
  for (const Case& c : kCases) EXPECT_EQ(other_numbers_of(c.typed), c.others) << c.typed;
}

}  // namespace
}  // namespace gisa
