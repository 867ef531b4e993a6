#include "common/analysis/term_rules/stemmer.h"

#include <gtest/gtest.h>

#include <random>

#include "common/text/utf8.h"

namespace gisa {
namespace {

std::u16string stem_of(std::u16string_view word, std::size_t min_syllables = 2) {
  const StemResult result = Stemmer::shared().stem(word, min_syllables);
  return std::u16string(word.substr(0, result.kept)).append(result.added());
}

struct Case {
  std::u16string word;
  std::u16string expected;
  std::string trap;
};

TEST(Stemmer, Table) {
  const Case cases[] = {
      // Josa agree with the final consonant.
      {u"금리가", u"금리", "subject after a vowel"},
      {u"은행이", u"은행", "subject after a consonant"},
      {u"금리를", u"금리", "object"},
      {u"서울은", u"서울", "topic"},
      {u"정부의", u"정부", "genitive"},
      {u"학교에서는", u"학교", "stacked"},
      {u"시민들에게서도", u"시민", "plural and stacked"},
      {u"서울로", u"서울", "로 after ㄹ"},
      {u"부산으로", u"부산", "으로 after a consonant"},
      {u"대통령으로서", u"대통령", "으로서"},
      {u"한국은행은", u"한국은행", "은행은"},
      // Over-stripping.
      {u"회의", u"회의", "회의 is not 회+의"},
      {u"사과", u"사과", "사과 is not 사+과"},
      {u"나이", u"나이", "나이 is not 나+이"},
      {u"대만", u"대만", "대만 is not 대+만"},
      {u"가로", u"가로", "가로 is not 가+로"},
      {u"부산은행", u"부산은행", "은행 stays"},
      {u"프로", u"프로", "프로 is not 프+로"},
      {u"도로", u"도로", "도로"},
      // Verbs of a noun and 하다 or 되다.
      {u"인상했다", u"인상", "했다"},
      {u"인상하다", u"인상", "하다"},
      {u"인상할", u"인상", "할"},
      {u"인상합니다", u"인상", "합니다"},
      {u"인상하는", u"인상", "하는"},
      {u"발표됐다", u"발표", "됐다"},
      {u"정진해온", u"정진", "해온"},
      {u"개최되었으며", u"개최", "되었으며"},
      {u"착즙했다", u"착즙", "착즙하다"},
      // Contractions of other verbs.
      {u"열렸다", u"열리", "렸 = 리었"},
      {u"커졌다", u"커지", "졌 = 지었"},
      // Copula and questions.
      {u"누구인가", u"누구", "인가"},
      {u"학생이었다", u"학생", "이었다"},
      {u"수도는", u"수도", "수도 keeps its 도"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_utf8(stem_of(c.word)), to_utf8(c.expected)) << c.trap;
}

TEST(Stemmer, OneSyllableIsEnoughBehindLettersAndDigits) {
  EXPECT_EQ(stem_of(u"팝의", 1), u"팝");
  EXPECT_EQ(stem_of(u"팝의", 2), u"팝의");
}

TEST(Stemmer, JosaStandAlone) {
  for (const auto* josa : {u"는", u"가", u"에서", u"에서는", u"으로", u"까지도"}) {
    EXPECT_TRUE(Stemmer::shared().is_josa(josa)) << to_utf8(josa);
  }
  for (const auto* word : {u"시즌", u"억", u"팝", u"씨", u"달러"}) {
    EXPECT_FALSE(Stemmer::shared().is_josa(word)) << to_utf8(word);
  }
}

TEST(Stemmer, AmbiguityIsTold) {
  EXPECT_TRUE(Stemmer::shared().stem(u"학교도", 2).is_ambiguous);
  EXPECT_TRUE(Stemmer::shared().stem(u"정부도", 2).is_ambiguous);
  EXPECT_FALSE(Stemmer::shared().stem(u"학교에서는", 2).is_ambiguous);
}

TEST(Stemmer, NeverBelowTheMinimumOnRandomWords) {
  std::mt19937 random(5);
  for (int round = 0; round < 50000; ++round) {
    std::u16string word;
    const auto size = 1 + random() % 7;
    for (unsigned i = 0; i < size; ++i)
      word.push_back(static_cast<char16_t>(0xAC00 + random() % 11172));
    for (const std::size_t minimum : {1u, 2u}) {
      const StemResult result = Stemmer::shared().stem(word, minimum);
      ASSERT_LE(result.kept, word.size());
      ASSERT_GE(result.size(), std::min(word.size(), minimum)) << to_utf8(word);
    }
  }
}

// What a word's syllables rule out at once must be nothing that the rules would have found.
TEST(Stemmer, EveryListedWordIsFound) {
  const Stemmer& stemmer = Stemmer::shared();
  for (const rules::Josa& josa : rules::josa()) {
    EXPECT_TRUE(stemmer.is_josa(josa.text)) << to_utf8(josa.text);
  }
  for_each_entry(rules::whole_words(), [&](std::u16string_view word) {
    EXPECT_EQ(stemmer.stem(word, 2).kept, word.size()) << to_utf8(word);
  });
  for_each_entry(rules::whole_tails(), [&](std::u16string_view tail) {
    const std::u16string word = std::u16string(u"봄꽃").append(tail);
    EXPECT_EQ(stemmer.stem(word, 2).kept, word.size()) << to_utf8(word);
  });
  for_each_entry(rules::general_endings(), [&](std::u16string_view ending) {
    const std::u16string word = std::u16string(u"봄꽃").append(ending);
    EXPECT_LT(stemmer.stem(word, 2).kept, word.size()) << to_utf8(word);
  });
}

TEST(Stemmer, LeavesOneSyllableOnlyWhereItMayOnRandomWords) {
  std::u16string syllables = u"씨님봄꽃";
  for (const rules::Josa& josa : rules::josa()) syllables += josa.text;
  for (const rules::LightVerb& verb : rules::light_verbs()) syllables += verb.head;
  for (std::size_t form = 0; form < rules::kStemForms; ++form) {
    for_each_entry(rules::endings_of(static_cast<rules::Stem>(form)),
                   [&](std::u16string_view ending) { syllables += ending; });
  }
  std::mt19937 random(6);
  std::u16string word;
  for (int round = 0; round < 200000; ++round) {
    word.clear();
    const auto size = 2 + random() % 5;
    for (unsigned i = 0; i < size; ++i) word.push_back(syllables[random() % syllables.size()]);
    if (Stemmer::shared().may_leave_one_syllable(word)) continue;
    ASSERT_GE(Stemmer::shared().stem(word, 1).size(), 2u) << to_utf8(word);
  }
}

}  // namespace
}  // namespace gisa
