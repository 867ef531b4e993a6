#include "searcher/engine/synonyms/large_numbers.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(LargeNumbers, Table) {
  struct Case {
    const char* query;
    const char* expected;  // words: form | form
    const char* trap;
  };
  const Case cases[] = {
      {"12,000명", "1: 1만2000 1만2천 1.2만", "a comma"},
      {"12000", "1: 1만2000 1만2천 1.2만", "no comma, no unit"},
      {"12,345명", "1: 1만2345 1만2천345 1만2천3백45", "each digit"},
      {"10,320원", "1: 1만320 1만3백20", "zeros within"},
      {"10,005원", "1: 1만5", "more of them"},
      {"50,000원", "2: 5만원", "a round one"},
      {"50,000원을", "2: 5만원을", "with a josa"},
      {"50,000", "", "a round one without a unit"},
      {"50,000 명", "", "or one behind a space"},
      {"1,234,567명", "1: 123만4567 123만4천567 123만4천5백67", "more than a million"},
      {"100,000,000원", "2: 1억원", "a hundred million"},
      {"120,000,000원", "2: 1억2000만원 1억2천만원 1.2억원", "a round end"},
      {"16850억", "2: 1조6850억 1조6천850억 1조6천8백50억", "a unit of its own"},
      {"16,850억원", "2: 1조6850억원 1조6천850억원 1조6천8백50억원", "and one behind it"},
      {"20000억원", "2: 2조원", "a round one"},
      {"20000억", "", "a round one without a unit of its own"},
      {"1억50만원", "", "a part of a number"},
      {"12000만원", "2: 1억2000만원 1억2천만원 1.2억원", "ten thousands"},
      {"99999999조", "2: 9999경9999조 9999경9천999조 9999경9천9백99조", "the largest unit"},
      {"999999999조", "", "beyond it"},
      {"1만2000명", "3: 1만2천 12000 1.2만", "back"},
      {"1만2천명", "3: 1만2000 12000 1.2만", "back from a spelled one"},
      {"1만320원", "3: 1만3백20 10320", "back with zeros"},
      {"5만원", "2: 50000원", "back from a round one"},
      {"5만", "", "without a unit"},
      {"4800만원", "", "a number below ten thousand"},
      {"120만2000명", "3: 120만2천 120.2만", "written out by nobody"},
      {"1억2000만원", "4: 1억2천만원 1.2억원", "more than ten thousands are not written out"},
      {"1조 5천억원", "4: 1조5000억원 1.5조원", "a blank"},
      {"1조5000억", "4: 1조5천억 1.5조", "no unit of its own"},
      {"1조500억", "4: 1조5백억 1.05조", "a zero behind the point"},
      {"1조 300명", "", "another number behind a blank"},
      {"1조5000만원", "", "a unit is left out"},
      {"1조2345억6000만원", "", "three parts"},
      {"3.5만명", "2: 3만5000명 3만5천명 35000명", "a decimal"},
      {"1.5조", "2: 1조5000억 1조5천억", "without a unit of its own"},
      {"1.25조원을", "2: 1조2500억원을 1조2천500억원을 1조2천5백억원을", "two decimals"},
      {"0.5조원", "2: 5000억원 5천억원", "less than one"},
      {"1.0조원", "2: 1조원", "a zero"},
      {"1.234조원", "", "three decimals"},
      {"0.0조원", "", "nothing at all"},
      {"1.5배", "", "a unit that is no scale"},
      {"12345.6", "", "a decimal without a unit"},
      {"010-1234-5678", "", "a telephone number"},
      {"01012345678", "", "another"},
      {"1234567890123", "", "a number of something else"},
      {"2000명", "", "below ten thousand"},
      {"만명", "", "no number"},
      {"", "", "nothing"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    const std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    const OtherForms other = other_forms_of_large_number(words);
    std::string found = other.words == 0 ? "" : std::to_string(other.words) + ":";
    for (const std::u16string& form : other.forms) found.append(" ").append(to_utf8(form));
    EXPECT_EQ(found, c.expected) << c.query << ": " << c.trap;
  }
}

}  // namespace
}  // namespace gisa
