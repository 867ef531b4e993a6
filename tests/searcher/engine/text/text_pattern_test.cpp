// The quick looks at an article's bytes and signature never say no where the pattern stands.
#include "searcher/engine/text/text_pattern.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "common/articles/dense_text.h"
#include "common/articles/neighbours.h"
#include "common/articles/stored_article.h"
#include "common/system/files.h"
#include "searcher/engine/text/sentence_filter.h"

namespace gisa {
namespace {

bool may_stand_in_dense(const TextPattern& pattern, const std::string& text) {
  std::string dense(dense_room(text.size()) + DenseView::kPadding, '\0');
  const char* const end = encode_dense(text, dense.data());
  return pattern.may_stand_in_dense({dense.data(), end});
}

std::string signature_of(const std::string& title, const std::string& body, Analyzer& analyzer) {
  Analysis analysis;
  Neighbours neighbours;
  for (const std::string* text : {&title, &body}) {
    analyzer.analyze(*text, analysis);
    neighbours.add(analysis);
  }
  std::string signature;
  neighbours.make_signature(signature);
  return signature;
}

// Up to `most` of the pieces, one at least, with blanks between some.
std::string join_some(const std::vector<std::string>& pieces, std::size_t most,
                      std::mt19937& random) {
  std::string text;
  for (std::size_t count = 1 + random() % most; count > 0; --count) {
    text += pieces[random() % pieces.size()];
    if (random() % 3 == 0) text += ' ';
  }
  return text;
}

bool stands_in(const TextPattern& pattern, const std::string& text, Analyzer& analyzer) {
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::vector<UnitRange> found;
  pattern.find(analysis, found);
  return !found.empty();
}

TEST(TextPattern, LooksAtBytesFirst) {
  struct Case {
    const char* pattern;
    const char* text;
    bool may_stand;
    bool stands;
  };
  const Case kCases[] = {
      {"금리 인하", "기준금리 인하를", true, true},
      {"금리 인하", "금리를 인하", false, false},
      {"2025 해외", "2025년 해외", false, false},
      {"2025 해외", "[2025 해외 진출]", true, true},
      {"2025 해외", "해외 2025", false, false},
      {"2025 해외", "20259 해외", true, false},
      {"1만원에", "1만원에 산다", true, true},
      {"2025년06월", "2025년06월", true, true},
      {"4천800만원", "4천800만원", true, true},
      {"800만원", "4천800만원", true, false},
      {"천억", "2천억", true, false},
      {"1만원에", "1만 5000원에", false, false},
      {"1000명", "1,000명이 왔다", true, true},
      {"1,000명", "1000명이 왔다", true, true},
      {"1000명", "１０００명", true, true},
      {"기업 CEO", "대기업 ceo가", true, true},
      {"기업 CEO", "기업 C.E.O", true, true},
      {"기업 CEO", "기업 회장", false, false},
      {"12 개", "⑫개", true, false},
      {"12 금리", "⑫개", false, false},
      {"금리 12 인하", "⑫ 금리 인하", true, false},
      {"금리 12개 인하", "⑫ 금리가 또 크게 벌어지고 인하", false, false},
      {"금리 다 은", "금리, 다 은", true, true},
      {"금리 인하", "（금리） 동결로 크게 ㈜인하", false, false},
      {"2025년 06월", "2025년 6월", true, true},
      {"2025년 6월", "2025년 06월", true, true},
      {"2025.06.11 발표", "2025-06-11 발표", true, false},
      {"5% 인상", "5퍼센트 인상", true, true},
      {"korea 회사", "Korea's 회사", true, true},
      {"at&t 회사", "AT&T 회사", true, true},
      {"3㎞ 앞", "3km 앞", true, true},
      {"3km 앞", "3킬로미터 앞", true, true},
      {"m2 면적", "㎡ 면적", true, true},
      {"example.com 주소", "Example.com 주소", true, true},
  };
  Analyzer analyzer;
  for (const Case& test : kCases) {
    const TextPattern pattern(test.pattern, TextPattern::Kind::kPhrase, analyzer);
    EXPECT_EQ(pattern.may_stand_in(test.text), test.may_stand) << test.pattern << ": " << test.text;
    EXPECT_EQ(may_stand_in_dense(pattern, test.text), test.may_stand)
        << test.pattern << ": " << test.text;
    EXPECT_EQ(stands_in(pattern, test.text, analyzer), test.stands)
        << test.pattern << ": " << test.text;
  }
}

TEST(TextPattern, NeverSaysNoWhereItStands) {
  const std::vector<std::string> kPieces = {"금리",
                                            "를",
                                            "인하",
                                            "1",
                                            "2025",
                                            "06",
                                            ",",
                                            ".",
                                            "'",
                                            "’",
                                            "%",
                                            "퍼센트",
                                            "km",
                                            "킬로",
                                            "㎞",
                                            "CEO",
                                            "ceo",
                                            "가",
                                            "년",
                                            "월",
                                            "美",
                                            "-",
                                            "/",
                                            "１２",
                                            "C",
                                            "++",
                                            "AT",
                                            "&",
                                            "T",
                                            "’s",
                                            "\xc2\xad",
                                            "②",
                                            "㎡",
                                            "m",
                                            "2",
                                            "é",
                                            "\n",
                                            "K",
                                            "팝",
                                            "다",
                                            "은",
                                            "…",
                                            "〈",
                                            "Ｃ",
                                            "．",
                                            "，",
                                            "㈜",
                                            "😀",
                                            "·",
                                            "원",
                                            "3.5",
                                            "포인트",
                                            "천",
                                            "2천",
                                            "백",
                                            "3천8백",
                                            "십",
                                            "4천800",
                                            "4800",
                                            "2000",
                                            "\xe1\x84\x80\xe1\x85\xa1"};
  Analyzer analyzer;
  std::mt19937 random(20251124);
  const auto make = [&](std::size_t most) { return join_some(kPieces, most, random); };
  std::size_t stood = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string wanted = make(4);
    const auto kind = random() % 4 == 0 ? TextPattern::Kind::kPrefix : TextPattern::Kind::kPhrase;
    const TextPattern pattern(wanted, kind, analyzer);
    if (pattern.empty()) continue;
    // Often with the pattern inside, or a variant of it.
    std::string text = make(6);
    if (random() % 2 == 0) text += " " + wanted + make(3);
    if (!stands_in(pattern, text, analyzer)) continue;
    ++stood;
    ASSERT_TRUE(pattern.may_stand_in(text)) << wanted << ": " << text;
    ASSERT_TRUE(may_stand_in_dense(pattern, text)) << wanted << ": " << text;
    const std::string other = make(6);
    ASSERT_TRUE(pattern.may_stand_with(signature_of(other, text, analyzer)))
        << wanted << ": " << text;
    ASSERT_TRUE(pattern.may_stand_with(signature_of(text, other, analyzer)))
        << wanted << ": " << text;
  }
  EXPECT_GT(stood, 2000U);
}

TEST(TextPattern, LooksAtNeighboursFirst) {
  struct Case {
    const char* pattern;
    const char* text;
    bool may_stand;
    const char* trap;
  };
  const Case kCases[] = {
      {"미국 20대", "미국 20대가", true, "as it is"},
      {"미국 20대", "남미국 20대들은", true, "inside longer words"},
      {"미국 20대", "미국 30대", false, "a number counts whole"},
      {"미국 20대", "미국의 20대", false, "a josa between"},
      {"미국 20대", "20대 미국", false, "the other way round"},
      {"미국 20대", "미국 20 대", false, "parted"},
      {"미국 20", "미국. 20", false, "two sentences"},
      {"미국. 20", "미국 20", true, "of which the phrase need not be"},
      {"미국. 20", "미국. 20", true, "a phrase of two sentences asks for nothing"},
      {"1,000명 이상", "１０００명 이상", true, "widths and commas"},
      {"2025년 06월", "2025년 6월", true, "a month"},
      {"기업 CEO", "대기업 \"Ceo\"", true, "case and marks"},
      {"李 대통령", "李대통령", false, "no space between"},
      {"李 대통령", "李, 대통령은", true, "a mark is as good as a space"},
      {"李 대통령", "이 대통령", false, "read alike, written otherwise"},
      {"國 대통령", "中國 대통령", true, "the end of a word of Hanja"},
      {"3㎞ 앞", "3킬로미터 앞", true, "a unit by its other name"},
      {"퍼센트 美", "5퍼센트 美", true, "or by its own"},
      {"AI는 이제", "ＡＩ는 이제", true, "a josa behind letters"},
      {"AI는 이제", "AI가 이제", false, "another josa"},
      {"LG AI", "LG는 AI", true, "of words of letters nothing is known"},
      {"금리 인하", "환율 인상", true, "nor of Hangul alone"},
  };
  Analyzer analyzer;
  for (const Case& test : kCases) {
    const TextPattern pattern(test.pattern, TextPattern::Kind::kPhrase, analyzer);
    // Little is in such short signatures by mistake; where it is, another text would do.
    EXPECT_EQ(pattern.may_stand_with(signature_of("", test.text, analyzer)), test.may_stand)
        << test.pattern << ": " << test.text << " (" << test.trap << ")";
  }
}

TEST(TextPattern, APrefixGoesOn) {
  Analyzer analyzer;
  const std::string signature = signature_of("", "미국 2025년 AI기술", analyzer);
  for (const char* prefix : {"미국 20", "2025년 A", "AI기"}) {
    const TextPattern pattern(prefix, TextPattern::Kind::kPrefix, analyzer);
    EXPECT_TRUE(pattern.may_stand_with(signature)) << prefix;
  }
  const TextPattern whole("미국 20", TextPattern::Kind::kPhrase, analyzer);
  EXPECT_FALSE(whole.may_stand_with(signature));
}

// Any row of words in an article is a phrase that may stand in it, and does so in a sentence.
TEST(TextPattern, FindsTheWordsOfTheSampleArticles) {
  Analyzer analyzer;
  Analysis analysis;
  std::mt19937 random(20251129);
  std::size_t stood = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GISA_SAMPLE_ARTICLES)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".jsonl") continue;
    const std::string text = read_file(entry.path());
    const std::string signature = signature_of("", text, analyzer);
    Analysis whole;
    analyzer.analyze(text, whole);
    ASSERT_GT(whole.words.size(), 10U);
    for (int round = 0; round < 500; ++round) {
      const std::size_t first = random() % (whole.words.size() - 4);
      const Word& last = whole.words[first + 1 + random() % 3];
      // Parts of the words at the ends, too.
      const std::uint32_t begin = whole.words[first].begin + random() % 2;
      const std::uint32_t end = last.end - (last.end - last.begin > 1 ? random() % 2 : 0);
      if (begin >= end) continue;
      const auto [from, to] = whole.source_range(begin, end);
      const TextPattern pattern(text.substr(from, to - from), TextPattern::Kind::kPhrase, analyzer);
      std::vector<UnitRange> found;
      pattern.find(whole, found);
      if (found.empty()) continue;
      ++stood;
      ASSERT_TRUE(pattern.may_stand_with(signature)) << text.substr(from, to - from);
    }
  }
  EXPECT_GT(stood, 500U);
}

TEST(TextPattern, StandsInASentenceOfTheText) {
  const std::vector<std::string> kPieces = {
      "금리", "인하", "20", "3.", "5",   "%",     "AI", "는", "다", ". ", "? ",  "\n",
      ".",    " ",    "李", "km", "C++", "U.S.A", "&",  "T",  "월", "-",  "“",   "”",
      "é",    "…",    "\r", "！", "。",  "①",     "'s", "m2", "천", "1",  "500", "백"};
  Analyzer analyzer;
  std::mt19937 random(7);
  const auto make = [&](std::size_t most) { return join_some(kPieces, most, random); };
  std::size_t stood = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string wanted = make(3);
    const TextPattern pattern(wanted, TextPattern::Kind::kPhrase, analyzer);
    if (pattern.empty() || pattern.spans_sentences()) continue;
    const std::string text = make(8) + (random() % 2 == 0 ? wanted : "") + make(8);
    bool stands = false;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = end_of_sentence(text, begin);
      stands = stands || stands_in(pattern, text.substr(begin, end - begin), analyzer);
      begin = end;
    }
    stood += stands ? 1 : 0;
    ASSERT_EQ(stands, stands_in(pattern, text, analyzer)) << wanted << ": " << text;
  }
  EXPECT_GT(stood, 1000U);
}

}  // namespace
}  // namespace gisa
