#include "common/analysis/term_rules/hangul_word.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "common/text/utf8.h"

namespace gisa {
namespace {

TEST(HangulWordReader, Table) {
  struct Case {
    std::u16string word;
    char16_t syllable;
    WordRole role;
    std::string trap;
  };
  const Case cases[] = {
      {u"빵을", u'빵', WordRole::kContent, "one syllable and a josa"},
      {u"빵", u'빵', WordRole::kContent, "one syllable"},
      {u"금리를", 0, WordRole::kContent, "two syllables"},
      {u"무엇인가", 0, WordRole::kQuestion, "a question word and its ending"},
      {u"왜", u'왜', WordRole::kQuestion, "a question word of one syllable"},
      {u"것은", u'것', WordRole::kEmpty, "an empty noun and a josa"},
      {u"인하", u'인', WordRole::kContent, "인하 is not 인+하"},
      {u"수도", u'수', WordRole::kContent, "수도 is not 수+도"},
      {u"인도", u'인', WordRole::kContent, "인도 is not 인+도"},
      {u"이의", u'이', WordRole::kContent, "이의 is not 이+의"},
      {u"거의", u'거', WordRole::kEmpty, "nearly: neither 거+의 nor a word of content"},
      {u"등이", u'등', WordRole::kEmpty, "등+이"},
      {u"위해서", u'위', WordRole::kEmpty, "a light verb of an empty one"},
  };
  HangulWordReader reader(HangulWordReader::kFewWords);
  for (const Case& c : cases) {
    const HangulWord word = reader.read(c.word, 2);
    EXPECT_EQ(word.syllable, c.syllable) << to_utf8(c.word) << ": " << c.trap;
    EXPECT_EQ(static_cast<int>(word.role), static_cast<int>(c.role))
        << to_utf8(c.word) << ": " << c.trap;
  }
}

// The cache must never answer for another word, also when slots are fought over.
TEST(HangulWordReader, EqualsUncachedOnRandomWords) {
  const std::u16string_view syllables = u"가는를에서했다한국금리의도로무엇빵것왜이었";
  std::mt19937 random(7);
  HangulWordReader reader(HangulWordReader::kFewWords);
  for (int round = 0; round < 100000; ++round) {
    std::u16string word;
    const auto size = 1 + random() % 10;
    for (unsigned i = 0; i < size; ++i) word.push_back(syllables[random() % syllables.size()]);
    const std::size_t minimum = 1 + random() % 2;
    const HangulWord expected = HangulWordReader::read_uncached(word, minimum);
    const HangulWord actual = reader.read(word, minimum);
    ASSERT_EQ(actual.stem.kept, expected.stem.kept) << to_utf8(word);
    ASSERT_EQ(actual.stem.added(), expected.stem.added()) << to_utf8(word);
    ASSERT_EQ(actual.stem.is_verb, expected.stem.is_verb) << to_utf8(word);
    ASSERT_EQ(actual.stem.is_ambiguous, expected.stem.is_ambiguous) << to_utf8(word);
    ASSERT_EQ(actual.stem.may_be_name, expected.stem.may_be_name) << to_utf8(word);
    ASSERT_EQ(actual.role, expected.role) << to_utf8(word);
    ASSERT_EQ(actual.syllable, expected.syllable) << to_utf8(word);
  }
}

// At run time words are packed by a few loads.
TEST(PackedWord, IsTheSameAtCompileTime) {
  constexpr std::u16string_view kText = u"가나다라마바사아자";
  constexpr std::array<PackedWord, 9> kPacked = {
      PackedWord(kText.substr(0, 0)), PackedWord(kText.substr(0, 1)),
      PackedWord(kText.substr(0, 2)), PackedWord(kText.substr(0, 3)),
      PackedWord(kText.substr(0, 4)), PackedWord(kText.substr(0, 5)),
      PackedWord(kText.substr(0, 6)), PackedWord(kText.substr(0, 7)),
      PackedWord(kText.substr(0, 8))};
  for (std::size_t size = 0; size < kPacked.size(); ++size) {
    const std::u16string word(kText.substr(0, size));
    EXPECT_EQ(PackedWord(word), kPacked[size]) << size;
  }
  for (std::size_t at = 0; at < kText.size(); ++at) {
    const std::u16string_view rest = kText.substr(at);
    for (std::size_t size = 0; size <= std::min(rest.size(), PackedWord::kLongest); ++size) {
      EXPECT_EQ(PackedWord(rest, size), PackedWord(rest.substr(0, size))) << at << ' ' << size;
    }
  }
}

TEST(WordTable, FindsWhatWasAddedAndNothingElse) {
  WordTable<int> table;
  std::mt19937 random(8);
  std::vector<std::u16string> words;
  for (int i = 0; i < 2000; ++i) {
    std::u16string word;
    const auto size = 1 + random() % PackedWord::kLongest;
    for (unsigned k = 0; k < size; ++k)
      word.push_back(static_cast<char16_t>(0xAC00 + random() % 40));
    table.add(word) = i;
    words.push_back(word);
  }
  for (int i = 0; i < 2000; ++i) {
    const int* const found = table.find(words[static_cast<std::size_t>(i)]);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(words[static_cast<std::size_t>(*found)], words[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(table.find(u""), nullptr);
  EXPECT_EQ(table.find(u"없는말이다"), nullptr);
  EXPECT_EQ(table.find(u"여덟보다훨씬더긴낱말"), nullptr);
}

}  // namespace
}  // namespace gisa
