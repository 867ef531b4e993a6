// What is left out holds no word: matches in the part are the matches in the whole.
#include "searcher/engine/text/sentence_filter.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/text/text_matcher.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

using Matches = std::vector<std::tuple<std::uint32_t, std::size_t, std::size_t>>;

// Of a text that was analyzed, or of part of one; with places in the whole.
Matches content_matches(const std::vector<QueryWord>& words, const Analysis& analysis,
                        const PartialText* part = nullptr) {
  std::vector<WordMatch> found;
  TextMatcher(words).find(analysis, found);
  Matches matches;
  for (const WordMatch& match : found) {
    if (!words[match.word].is_content) continue;
    const auto [begin, end] = analysis.source_range(match.begin, match.end);
    const std::size_t from = part == nullptr ? begin : part->source_position(begin);
    matches.emplace_back(match.word, from, from + (end - begin));
  }
  return matches;
}

TEST(SentenceFilter, TakesSentencesThatMayHoldAWord) {
  struct Case {
    const char* query;
    const char* text;
    const char* taken;
  };
  const Case kCases[] = {
      {"금리", "금리가 올랐다. 환율은 내렸다. 기준금리다.", "금리가 올랐다. 기준금리다."},
      {"열리다", "문이 열렸다. 닫혔다.\n회의가 열립니다", "문이 열렸다. 회의가 열립니다"},
      {"금리", "금을 샀다. 리본을 맸다.", ""},
      {"달러", "143억 달러를 냈다. 러시아다.", "143억 달러를 냈다. "},
      {"억달러", "143억  달러를 냈다. 억이 많다.", "143억  달러를 냈다. "},
      {"한미", "한·미 회담이다. 한/미다. 한-미다. 한, 미다. 한· 미다.",
       "한·미 회담이다. 한/미다. 한-미다. "},
      {"2025", "올해는 2025년이다. 내년이 온다. 3.5가 된다.", "올해는 2025년이다. 3.5가 된다."},
      {"금리", "이자다. ｈａｎ이다. 金利다. 한·미 ‘사이’다.", "ｈａｎ이다. 金利다. "},
      {"금리", "\xff이자다. 끝.", "\xff이자다. "},
      {"금리", "", ""},
  };
  Analyzer analyzer;
  for (const Case& test : kCases) {
    const SentenceFilter filter(analyze_query(test.query, analyzer));
    ASSERT_TRUE(filter.is_useful()) << test.query;
    PartialText part;
    filter.take(test.text, part);
    EXPECT_EQ(part.text, test.taken) << test.query << ": " << test.text;
  }
}

TEST(SentenceFilter, IsOfNoUseForOneSyllableAndHanja) {
  Analyzer analyzer;
  for (const char* query : {"빵", "金利", "금리 빵"}) {
    EXPECT_FALSE(SentenceFilter(analyze_query(query, analyzer)).is_useful()) << query;
  }
  EXPECT_TRUE(SentenceFilter(analyze_query("금리를 위해", analyzer)).is_useful());
}

// The text with marks and spaces within some of its words.
std::string with_marks(const std::string& text, std::mt19937& random) {
  constexpr std::string_view kMarks[] = {"·",  "/", "-", "‐", "‑",  "‧",  "∙",
                                         "ㆍ", " ", ",", ")", ") ", "' ", "”"};
  std::string out;
  bool was_hangul = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const bool is_hangul = is_hangul_syllable(c.code_point);
    if (was_hangul && is_hangul && random() % 8 == 0) out += kMarks[random() % std::size(kMarks)];
    out += text.substr(i, c.bytes);
    was_hangul = is_hangul;
    i += c.bytes;
  }
  return out;
}

TEST(SentenceFilter, LosesNoMatchInTheSampleArticles) {
  Analyzer analyzer;
  std::vector<std::string> texts;
  std::vector<Analysis> analyses;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GISA_SAMPLE_ARTICLES)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    texts.push_back(text.str());
    analyzer.analyze(texts.back(), analyses.emplace_back());
  }
  ASSERT_GT(texts.size(), 20U);
  std::mt19937 random(11);
  PartialText part;
  Analysis analysis_of_part, analysis_with_marks;
  std::size_t useful = 0, matched = 0;
  for (int round = 0; round < 2000; ++round) {
    // Some words of one article, looked for in it and in another one.
    const std::size_t from = random() % texts.size();
    std::vector<std::string> spaced;
    std::istringstream words_of(texts[from]);
    for (std::string word; words_of >> word;) spaced.push_back(word);
    std::string query;
    for (std::size_t count = 1 + random() % 3; count > 0 && !spaced.empty(); --count)
      query += spaced[random() % spaced.size()] + " ";
    const std::vector<QueryWord> words = analyze_query(query, analyzer);
    const SentenceFilter filter(words);
    if (!filter.is_useful()) continue;
    ++useful;
    const std::size_t other = random() % texts.size();
    const std::string marked = with_marks(texts[from], random);
    analyzer.analyze(marked, analysis_with_marks);
    const std::pair<const std::string&, const Analysis&> kPlaces[] = {
        {texts[from], analyses[from]},
        {texts[other], analyses[other]},
        {marked, analysis_with_marks}};
    for (const auto& [text, analysis] : kPlaces) {
      filter.take(text, part);
      analyzer.analyze(part.text, analysis_of_part);
      const Matches whole = content_matches(words, analysis);
      matched += whole.size();
      ASSERT_EQ(content_matches(words, analysis_of_part, &part), whole) << query << "\n" << text;
    }
  }
  EXPECT_GT(useful, 500U);
  EXPECT_GT(matched, 1000U);
}

}  // namespace
}  // namespace gisa
