#include "searcher/engine/synonyms/currency_signs.h"

#include <gtest/gtest.h>

namespace gisa {
namespace {

TEST(CurrencySigns, AreNamedBehindTheirAmounts) {
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"$100", "100달러", "dollars"},
      {"유가 $60 붕괴", "유가 60달러 붕괴", "among others"},
      {"$1,000,", "1,000달러,", "a comma in the number, and one behind it"},
      {"$3.5로", "3.5달러로", "a decimal, a josa"},
      {"$7천억 수출", "7천억달러 수출", "Korean numbers"},
      {"$1조2천억", "1조2천억달러", "in parts"},
      {"US$35", "35달러", "of America"},
      {"$100달러", "100달러", "twice"},
      {"€50, £20", "50유로, 20파운드", "others"},
      {"￥500", "500엔", "full width"},
      {"₩10,000", "10,000원", "won"},
      {"＄１６９，０００", "１６９，０００달러", "digits in full width"},
      {"HK$35", "HK$35", "of others"},
      {"BUS$35", "BUS$35", "no US"},
      {"$4.3 billion", "$4.3 billion", "in English"},
      {"$100M", "$100M", "the same, short"},
      {"$ 100", "$ 100", "a sign by itself"},
      {"$PATH", "$PATH", "no amount"},
      {"$", "$", "cut"},
      {"\xe2\x82", "\xe2\x82", "half a sign"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases) EXPECT_EQ(with_currency_names(c.query), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa
