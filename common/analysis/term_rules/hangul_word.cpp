#include "common/analysis/term_rules/hangul_word.h"

namespace gisa {
namespace {

constexpr std::size_t kLongestForSyllable = 6;  // longer words never come down to one syllable

// Roles of the words in word_lists.cpp.
class RoleTable {
 public:
  RoleTable() {
    for_each_entry(rules::question_words(), [&](auto word) { entry(word).asks = true; });
    for_each_entry(rules::empty_words(), [&](auto word) { entry(word).is_empty = true; });
  }

  // `syllable`: what the word surely is if it is no more than one syllable and a josa, or 0.
  WordRole role_of(std::u16string_view surface, std::u16string_view stem, char16_t syllable) const {
    const Entry as_surface = find(surface);
    const Entry as_stem = find(stem);
    const Entry as_syllable = syllable == 0 ? Entry{} : find({&syllable, 1});
    // One syllable may be a noun in disguise; 왜 never is.
    const bool syllable_asks = as_syllable.asks && (surface.size() == 1 || syllable == u'왜');
    if (as_surface.asks || as_stem.asks || syllable_asks) return WordRole::kQuestion;
    const bool is_empty = as_surface.is_empty || as_stem.is_empty || as_syllable.is_empty;
    return is_empty ? WordRole::kEmpty : WordRole::kContent;
  }

 private:
  struct Entry {
    bool asks = false;
    bool is_empty = false;
  };

  Entry& entry(std::u16string_view word) {
    firsts_.add(word[0]);
    return roles_.add(word);
  }

  Entry find(std::u16string_view word) const {
    if (word.empty() || !firsts_.contains(word[0])) return {};
    const Entry* const found = roles_.find(word);
    return found == nullptr ? Entry{} : *found;
  }

  SyllableSet firsts_;  // of the words, which tell most others apart
  WordTable<Entry> roles_;
};

const RoleTable& role_table() {
  static const RoleTable instance;
  return instance;
}

char16_t first_of(std::u16string_view surface, const StemResult& stem) {
  return stem.kept > 0 ? surface[0] : stem.added()[0];
}

// The syllable that `surface`, whose stem is `stem`, comes down to when one is enough; 0 if it does
// not.
char16_t as_one_syllable(std::u16string_view surface, const StemResult& stem) {
  if (stem.size() == 1) return first_of(surface, stem);
  const bool is_whole = stem.kept == surface.size() && stem.added_size == 0;
  if (surface.size() > kLongestForSyllable || (stem.size() > 2 && !is_whole)) return 0;
  if (!Stemmer::shared().may_leave_one_syllable(surface)) return 0;
  const StemResult shortest = Stemmer::shared().stem(surface, 1);
  return shortest.size() == 1 ? first_of(surface, shortest) : char16_t{0};
}

// 것은 is 것+은; but 인하, 수도 and 인도 are words of their own, not 인+하, 수+도, 인+도, nor is
// 이의 이+의.
bool is_surely_one_syllable(std::u16string_view surface, char16_t syllable) {
  if (syllable == 0 || surface[0] != syllable) return false;
  constexpr std::u16string_view kPlainJosa = u"은는이가을를에의로과와";
  if (surface.size() == 2) {
    return kPlainJosa.find(surface[1]) != std::u16string_view::npos && !is_noun_in_ui(surface);
  }
  return surface.size() == 1 || Stemmer::shared().is_josa(surface.substr(1));
}

}  // namespace

bool is_noun_in_ui(std::u16string_view word) {
  static const auto nouns = [] {
    WordTable<bool> table;
    for_each_entry(rules::nouns_in_ui(), [&](auto noun) { table.add(noun) = true; });
    return table;
  }();
  return word.size() == 2 && word[1] == u'의' && nouns.find(word) != nullptr;
}

HangulWordReader::HangulWordReader(std::size_t words_kept) : cache_(words_kept) {}

HangulWord HangulWordReader::read_uncached(std::u16string_view surface, std::size_t min_syllables) {
  HangulWord word;
  word.stem = Stemmer::shared().stem(surface, min_syllables);
  word.syllable = as_one_syllable(surface, word.stem);
  char16_t stem[PackedWord::kLongest + StemResult::kMostAdded];
  const bool is_short = word.stem.kept <= PackedWord::kLongest;
  std::size_t size = is_short ? surface.copy(stem, word.stem.kept) : 0;
  size += word.stem.added().copy(stem + size, StemResult::kMostAdded);
  const char16_t syllable =
      is_surely_one_syllable(surface, word.syllable) ? word.syllable : char16_t{0};
  word.role = role_table().role_of(surface, {stem, is_short ? size : 0}, syllable);
  return word;
}

}  // namespace gisa
