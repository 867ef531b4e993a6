// What the second stage takes for a word, and what for parts of others side by side.
#include "searcher/engine/ranking/ranker.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/articles/stored_article.h"

namespace gisa {
namespace {

bool has_all(const std::vector<RankedWord>& words, const std::string& text) {
  Ranker plain, dense;
  plain.start("", words, RankProfile::kFewWords);
  dense.start("", words, RankProfile::kFewWords);
  const bool has = plain.look_at("", text, 1, 1).all > 0;
  Article article;
  article.id = "1";
  article.body = text;
  std::string stored;
  ArticleEncoder().encode(article, 1, stored);
  const DenseArticle read = decompress_stored_article(stored, {});
  const auto seen = dense.look_at_dense("", read.body, 1, 1);
  EXPECT_TRUE(seen && (seen->all > 0) == has) << text;
  return has;
}

TEST(Ranker, TellsWordsFromPartsSideBySide) {
  struct Case {
    const char16_t* word;
    const char* text;
    bool has;
    const char* trap;
  };
  const Case kCases[] = {
      {u"간암", "간암 환자", true, "as it is"},
      {u"간암", "가을 기간 암 환자", false, "the end of a word and a syllable"},
      {u"한미", "한 미인", false, "two syllables"},
      {u"한미", "한·미 회담", true, "a mark between"},
      {u"인공지능", "인공 지능을 쓴다", true, "a blank"},
      {u"인공지능", "인공, 지능", false, "a comma"},
      {u"인공지능", "인공-지능", true, "a hyphen"},
      {u"자사고", "자사 고객", false, "the beginning of another word"},
      {u"자사고", "자사 고를 세운다", true, "a syllable and its josa"},
      {u"새정부", "새 정부가", true, "a syllable by itself in front"},
      {u"전세기", "전 세기말", false, "and the beginning of another word"},
      {u"금리인하", "기준금리 인하", true, "the end of a longer word"},
      {u"의협회장", "대한의사협회(의협) 회장", true, "behind brackets"},
      {u"노랑봉투법", "'노랑봉투'법", true, "behind quotes"},
      {u"노랑봉투법", "'노랑봉투'가 법", false, "and a josa"},
  };
  for (const Case& c : kCases) {
    RankedWord word;
    word.text = c.word;
    word.weight = 1;
    EXPECT_EQ(has_all({word, word}, c.text), c.has) << c.text << ": " << c.trap;
  }
}

TEST(Ranker, WantsASingleShortWordWhole) {
  const RankedWord word{.text = u"미사", .weight = 1}, other{.text = u"교황", .weight = 1};
  EXPECT_TRUE(has_all({word}, "교황의 미사를"));
  EXPECT_FALSE(has_all({word}, "교황의 미사일"));
  EXPECT_FALSE(has_all({word}, "교황의 새벽미사"));
  EXPECT_TRUE(has_all({word, other}, "교황의 미사일"));
}

TEST(Ranker, KnowsSignsOfLetters) {
  struct Case {
    const char16_t* word;
    const char16_t* rest;
    const char* text;
    bool has;
  };
  const Case kCases[] = {
      {u"r", u"&d", "R&D 예산", true},     {u"r", u"&d", "예산은 r&d다", true},
      {u"r", u"&d", "R & D", false},       {u"r", u"&d", "R&DA", false},
      {u"r", u"&d", "AR&D", false},        {u"r", u"&d", "R과 D", false},
      {u"at", u"&t", "AT&T의 주가", true}, {u"at", u"&t", "AT&", false},
      {u"c", u"++", "C++ 언어", true},     {u"c", u"++", "C+ 학점", false},
      {u"c", u"#", "C#과 자바", true},     {u"c", u"#", "비타민 C", false},
      {u"s", u"&p", "S&P500 지수", true},
  };
  for (const Case& c : kCases) {
    RankedWord word{.text = c.word, .script = Script::kLetter, .rest = c.rest, .weight = 1};
    EXPECT_EQ(has_all({word}, c.text), c.has) << c.text;
  }
}

TEST(Ranker, WantsAllThatWasTypedTogetherInARow) {
  std::vector<RankedWord> words(4);  // 2025년 1월
  words[0] = {.text = u"2025", .script = Script::kNumber, .unit = u'년', .weight = 1};
  words[1] = {.text = u"년", .is_glued = true, .weight = 1};
  words[2] = {
      .text = u"1", .script = Script::kNumber, .is_glued = true, .unit = u'월', .weight = 1};
  words[3] = {.text = u"월", .is_glued = true, .weight = 1};
  EXPECT_TRUE(has_all(words, "2025년 1월 2일"));
  EXPECT_FALSE(has_all(words, "2026년 1월, 2025년"));
  EXPECT_FALSE(has_all(words, "2025년 한 해, 1월"));
}

TEST(Ranker, TakesASyllableForAWordByItself) {
  RankedWord word;
  word.is_syllable = true;
  word.weight = 1;
  word.text = u"새";
  EXPECT_TRUE(has_all({word}, "새 총리"));
  EXPECT_TRUE(has_all({word}, "새는 날아갔다"));
  EXPECT_FALSE(has_all({word}, "새해 인사"));
  word.text = u"배";
  EXPECT_TRUE(has_all({word}, "배와 사과"));
  EXPECT_FALSE(has_all({word}, "2.5배로 늘었다"));
  word.is_unit = true;
  EXPECT_TRUE(has_all({word}, "2.5배로 늘었다"));
}

TEST(Ranker, FindsALoneHanjaAsItIsWritten) {
  std::vector<RankedWord> words(2);  // 中
  words[0] = {.text = u"중국", .script = Script::kHanja, .weight = 1};
  words[1] = {.text = u"중", .script = Script::kHanja, .is_hanja = true, .stands_for = 0};
  EXPECT_TRUE(has_all(words, "中, 수출 통제"));
  EXPECT_TRUE(has_all(words, "중국의 수출"));
  EXPECT_FALSE(has_all(words, "수출 중 사고"));
}

TEST(Ranker, WantsAnEndingBehindTheStemOfAVerb) {
  RankedWord word;
  word.text = u"번지";
  word.is_verb = word.is_verb_stem = true;
  word.weight = 1;
  EXPECT_TRUE(has_all({word}, "불이 번지고 있다"));
  EXPECT_FALSE(has_all({word}, "다른 번지로 옮겼다"));
  EXPECT_FALSE(has_all({word}, "낡은 번지 두 곳"));
}

TEST(Ranker, TellsPercentFromOtherUnits) {
  struct Case {
    char16_t unit;
    const char* text;
    bool has;
  };
  const Case kCases[] = {
      {RankedWord::kPercent, "3.5% 오른다", true},
      {RankedWord::kPercent, "3.5％로", true},
      {RankedWord::kPercent, "3.5퍼센트 오른다", true},
      {RankedWord::kPercent, "3.5 퍼센트", true},
      {RankedWord::kPercent, "3.5조", false},
      {RankedWord::kPercent, "3.5", false},
      {RankedWord::kPercent, "3.5%p 내린다", false},
      {RankedWord::kPercent, "3.5%포인트", false},
      {RankedWord::kPercent, "3.5% 포인트를", true},
      {RankedWord::kPercent, "3.5%PER", true},
      {RankedWord::kPercentPoint, "3.5%p 내린다", true},
      {RankedWord::kPercentPoint, "3.5%P", true},
      {RankedWord::kPercentPoint, "3.5%포인트로", true},
      {RankedWord::kPercentPoint, "3.5퍼센트포인트", true},
      {RankedWord::kPercentPoint, "3.5%", false},
      {RankedWord::kPercentPoint, "3.5 p", false},
  };
  for (const Case& c : kCases) {
    RankedWord word;
    word.text = u"3.5";
    word.script = Script::kNumber;
    word.unit = c.unit;
    word.weight = 1;
    EXPECT_EQ(has_all({word}, c.text), c.has) << c.text;
  }
}

TEST(Ranker, WantsWhatStandsForWordsTypedTogetherSideBySide) {
  std::vector<RankedWord> words(3);  // AI교과서
  words[0] = {.text = u"ai", .script = Script::kLetter, .weight = 1};
  words[1] = {.text = u"교과서", .is_glued = true, .weight = 1};
  words[2] = {.text = u"인공지능", .stands_for = 0};
  struct Case {
    const char* text;
    bool has;
  };
  const Case kCases[] = {
      {"AI교과서를 쓴다", true},
      {"AI 교과서를 쓴다", true},
      {"인공지능 교과서를 쓴다", true},
      {"AI와 교과서", true},
      {"교과서와 AI", false},
      {"교과서와 인공지능", false},
      {"인공지능을 다룬 교과서", false},
      {"교과서, 인공지능. AI.", false},
  };
  for (const Case& c : kCases) EXPECT_EQ(has_all(words, c.text), c.has) << c.text;
}

}  // namespace
}  // namespace gisa
