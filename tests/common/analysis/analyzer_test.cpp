#include "common/analysis/analyzer.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <utility>

#include "common/text/utf8.h"

namespace gisa {
namespace {

std::string tokens_of(std::string_view text, TokenKind kind) {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::string out;
  for (const Token& token : analysis.tokens) {
    if (token.kind != kind) continue;
    if (!out.empty()) out += ' ';
    append_utf8(out, analysis.text(token.text));
  }
  return out;
}

using Tokens = std::multiset<std::pair<TokenKind, std::u16string>>;

class TokenCollector final : public TokenSink {
 public:
  void add(TokenKind kind, std::u16string_view text) override { tokens.emplace(kind, text); }
  Tokens tokens;
};

// What a sink gets.
Tokens handed_over(std::string_view text, Analyzer& analyzer) {
  TokenCollector sink;
  analyzer.analyze(text, sink);
  return sink.tokens;
}

Tokens all_tokens(const Analysis& analysis) {
  Tokens tokens;
  for (const Token& token : analysis.tokens) tokens.emplace(token.kind, analysis.text(token.text));
  return tokens;
}

// All that is said of words but their tokens.
std::vector<std::string> words_of(const Analysis& analysis) {
  std::vector<std::string> words;
  for (const Word& word : analysis.words) {
    std::string line = to_utf8(analysis.text(word.stem));
    for (const std::uint32_t part :
         {std::uint32_t(word.script), std::uint32_t(word.role), std::uint32_t(word.is_glued),
          std::uint32_t(word.starts_sentence), std::uint32_t(word.is_verb),
          std::uint32_t(word.is_ambiguous), word.begin, word.end, word.stem_end}) {
      line += ' ' + std::to_string(part);
    }
    words.push_back(line);
  }
  return words;
}

struct Case {
  std::string text;
  std::string expected;
  std::string trap;
};

TEST(Analyzer, Bigrams) {
  const Case cases[] = {
      {"한국은행이 금리를 인상했다", "한국 국은 은행 금리 인상", "josa and endings go first"},
      {"빵", "", "one syllable has none"},
      {"CEO는", "", "a josa behind letters is nothing"},
      {"K팝의", "", "팝 stands alone"},
      {"8시즌", "시즌", "behind a number"},
      {"143억달러", "억달 달러", "a unit"},
      {"땅의 歷史를", "땅의 역사 歷史", "Hanja: reading and itself; 땅의 is kept at two syllables"},
      {"美, 관세", "미국 관세", "newspaper abbreviation"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(tokens_of(c.text, TokenKind::kBigram), c.expected) << c.trap;
}

TEST(Analyzer, WholeWords) {
  const Case cases[] = {
      {"AI가 온다", "ai", "letters fold"},
      {"1,000명과 3.5％", "1000 3.5 %", "commas go, points stay"},
      {"2025.06.11", "2025 6 11", "a date is three numbers"},
      {"U.S. Korea's aitimes.com", "us korea aitimes com", "acronym, possessive, host name"},
      {"COVID-19", "covid 19", "hyphen"},
  };
  for (const Case& c : cases) EXPECT_EQ(tokens_of(c.text, TokenKind::kWord), c.expected) << c.trap;
}

TEST(Analyzer, SyllableWords) {
  EXPECT_EQ(tokens_of("빵을 샀다. 식빵", TokenKind::kSyllableWord), "빵");
}

TEST(Analyzer, LinksStayInTheirSentence) {
  EXPECT_EQ(tokens_of("인공 지능이 온다. 내일", TokenKind::kLink), "공지 능온");
  EXPECT_EQ(tokens_of("143억", TokenKind::kLink), "");
}

TEST(Analyzer, HanjaKeepsBothReadings) {
  const std::string bigrams = tokens_of("金日成", TokenKind::kBigram);
  EXPECT_NE(bigrams.find("김일"), std::string::npos);
  EXPECT_NE(bigrams.find("일성"), std::string::npos);
}

TEST(Analyzer, WordRoles) {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze("수도는 어디인가", analysis);
  ASSERT_EQ(analysis.words.size(), 2u);
  EXPECT_EQ(analysis.words[0].role, WordRole::kContent);
  EXPECT_EQ(analysis.words[1].role, WordRole::kQuestion);
}

TEST(Analyzer, OffsetsPointIntoNfd) {
  const std::string source = "x \u1100\u1173\u11b7\u1105\u1175\u1105\u1173\u11af";  // 금리를 in NFD
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(source, analysis);
  const Word& word = analysis.words.back();
  EXPECT_EQ(to_utf8(analysis.text(word.stem)), "금리");
  const auto [begin, end] = analysis.source_range(word.begin, word.stem_end);
  EXPECT_EQ(begin, 2u);
  EXPECT_EQ(end, 17u);  // five jamo of three bytes
}

TEST(Analyzer, InvariantsOnRandomText) {
  const std::u32string alphabet =
      U"가나다각을를이에서했다한국금리 "
      U"\t\n.,'()·“”aZ09金美史\u1112\u1161\u11ab%㎞\u00ad\U0001F600\uFFFD";
  std::mt19937 random(6);
  Analyzer analyzer;
  Analysis analysis, words;
  for (int round = 0; round < 20000; ++round) {
    std::string source;
    const auto size = random() % 30;
    for (unsigned i = 0; i < size; ++i) append_utf8(source, alphabet[random() % alphabet.size()]);
    if (round % 4 == 0 && !source.empty())
      source[random() % source.size()] = static_cast<char>(random());
    analyzer.analyze(source, analysis);
    ASSERT_EQ(handed_over(source, analyzer), all_tokens(analysis)) << source;
    analyzer.find_words(source, words);
    ASSERT_EQ(words_of(words), words_of(analysis)) << source;
    std::uint32_t last = 0;
    for (const Word& word : analysis.words) {
      ASSERT_GE(word.begin, last) << source;
      ASSERT_LT(word.begin, word.end) << source;
      ASSERT_LE(word.stem_end, word.end) << source;
      ASSERT_LE(word.first_token + word.token_count, analysis.tokens.size());
      last = word.end;
    }
    for (const Token& token : analysis.tokens) {
      ASSERT_LT(token.begin, token.end) << source;
      ASSERT_LE(token.end, analysis.normalized.units.size()) << source;
      ASSERT_GT(token.text.size, 0u) << source;
      const auto [begin, end] = analysis.source_range(token.begin, token.end);
      ASSERT_LT(begin, end) << source;
      ASSERT_LE(end, source.size()) << source;
      ASSERT_TRUE(begin == 0 || token.begin == 0 || is_character_boundary(source, begin) ||
                  round % 4 == 0);
    }
  }
}

TEST(Analyzer, HandsTheSameTokensToASink) {
  Analyzer analyzer;
  Analysis analysis;
  for (const char* text : {"금리를 인상했다. 금리 인하", "물가가 3.5퍼센트포인트 올랐다",
                           "2.5%p, 3%포인트, 5퍼센트", "金日成 주석과 美 대통령",
                           "3만㎡ 넓이 5㎞를", "AI가 K팝의 C++과", "빵을 샀다 빵", "ㅋㅋ 정말ㅋ"}) {
    analyzer.analyze(text, analysis);
    EXPECT_EQ(handed_over(text, analyzer), all_tokens(analysis)) << text;
  }
}

TEST(Analyzer, FingerprintIsAHash) {
  EXPECT_EQ(Analyzer::fingerprint().size(), 16u);
  EXPECT_EQ(Analyzer::fingerprint().find_first_not_of("0123456789abcdef"), std::string_view::npos);
}

}  // namespace
}  // namespace gisa
