// Tables of words and texts: stems, tokens.
#include <gtest/gtest.h>

#include <map>

#include "common/analysis/analyzer.h"
#include "common/analysis/normalized_text.h"
#include "common/text/utf8.h"
#include "tests/support/case_table.h"

namespace gisa {
namespace {

TEST(Cases, Stems) {
  const std::vector<CaseLine> cases = read_case_table("stems.tsv");
  ASSERT_GE(cases.size(), 200u);
  for (const CaseLine& c : cases) {
    NormalizedText word;
    normalize(c[0], word);
    const StemResult result = Stemmer::shared().stem(word.units, 2);
    const std::u16string stem = word.units.substr(0, result.kept).append(result.added());
    EXPECT_EQ(to_utf8(stem), c[1]) << c.place << ": " << c[0] << ": " << c[2];
  }
}

TEST(Cases, Tokens) {
  const std::map<std::string, TokenKind> kinds = {
      {"word", TokenKind::kWord},         {"bigram", TokenKind::kBigram},
      {"syllable", TokenKind::kSyllable}, {"syllable-word", TokenKind::kSyllableWord},
      {"link", TokenKind::kLink},         {"name", TokenKind::kName}};
  const std::vector<CaseLine> cases = read_case_table("tokens.tsv");
  ASSERT_GE(cases.size(), 50u);
  Analyzer analyzer;
  Analysis analysis;
  for (const CaseLine& c : cases) {
    ASSERT_TRUE(kinds.contains(c[1])) << c.place;
    analyzer.analyze(c[2], analysis);
    std::string tokens;
    for (const Token& token : analysis.tokens) {
      if (token.kind != kinds.at(c[1])) continue;
      if (!tokens.empty()) tokens += ' ';
      append_utf8(tokens, analysis.text(token.text));
    }
    EXPECT_EQ(tokens, c[3]) << c.place << ": " << c[2] << ": " << c[0];
  }
}

}  // namespace
}  // namespace gisa
