#include "searcher/engine/synonyms/scores.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(Scores, Table) {
  struct Case {
    const char* query;
    const char* form;
    std::size_t words;
  };
  const Case cases[] = {
      {"3-2", "3대2", 2},
      {"3-2 역전승", "3대2", 2},
      {"3대2", "3-2", 3},
      {"3 대 2 승리", "3-2", 3},
      {"101-98", "101대98", 2},
      {"3-2-1", "", 0},
      {"2025-12", "", 0},
      {"3대 2", "", 0},
      {"3.5-2", "", 0},
      {"3대", "", 0},
      {"3", "", 0},
      {"역전승 3-2", "", 0},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    const std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    const OtherForms forms = other_form_of_score(words);
    EXPECT_EQ(forms.words, c.words) << c.query;
    EXPECT_EQ(forms.forms.empty() ? "" : to_utf8(forms.forms[0]), c.form) << c.query;
  }
}

}  // namespace
}  // namespace gisa
