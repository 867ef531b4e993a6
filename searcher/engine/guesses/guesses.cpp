#include "searcher/engine/guesses/guesses.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/guesses/half_typed.h"
#include "searcher/engine/guesses/keyboard_layout.h"
#include "searcher/engine/guesses/known_parts.h"
#include "searcher/engine/matching/compounds.h"
#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/query/query_characters.h"
#include "searcher/engine/synonyms/letter_names.h"
#include "searcher/engine/synonyms/spelling_rules.h"

namespace gisa {
namespace {

constexpr std::size_t kFewWords = 3;                // of a query; a headline tells what it is about
constexpr std::size_t kFewestSyllablesOfParts = 4;  // of a word that may be two
constexpr std::size_t kFewestOfPartsInMany = 7;     // the same in a query of more words
constexpr std::size_t kFewestSyllables = 2;         // of a word: one stands in any text
constexpr std::size_t kLongSyllables = 3;           // no two words of everyday have these by chance
constexpr std::size_t kFewestInitials = 3;          // that are read without a word before them
constexpr std::size_t kMostWordsChecked = 4;  // of a query: in a headline one is always unknown
// What nobody types takes time all the same: a word has a hundred respellings a syllable, and
// thousands of texts are read for each one half typed.
constexpr std::size_t kMostSyllables = 20;
constexpr std::size_t kMostHalfTyped = 4;

// Of so many articles with a word one has the compound that it begins, if there is one.
constexpr std::uint64_t kCompoundsOf = 20;

// Articles of a word that may be a misspelling, how much more must have the right one, and how
// much a respelling that sounds the same is worth beside one that does not.
constexpr std::uint64_t kFewArticles = 3;
constexpr std::uint64_t kTimesMoreFrequent = 30;
constexpr std::uint64_t kSoundsAlike = 8;
constexpr std::size_t kRespellingsLookedAt = 12;

// Words of so many syllables have no other word one jamo away by chance. A shorter one must be long
// and in one of so many articles, or stand so many times more often where the other words of the
// query do than elsewhere.
constexpr std::size_t kTellingSyllables = 4;
constexpr std::uint64_t kFrequent = 500;
constexpr std::uint64_t kTimesMoreOftenThere = 2;

bool is_quoted(std::size_t first, std::size_t last, const Reading& reading) {
  return std::ranges::any_of(reading.phrases, [&](const Reading::PhraseWords& phrase) {
    return phrase.first < last && first < phrase.last;
  });
}

// Whether words have as many syllables as they have where blanks between them were left out.
bool is_typed_together(const std::vector<QueryWord>& words) {
  constexpr std::size_t kOnAverage = 4;
  std::size_t count = 0, syllables = 0;
  for (const QueryWord& word : words) {
    if (word.script != Script::kHangul || !word.is_content) continue;
    ++count;
    syllables += word.surface.size();
  }
  return count > 0 && syllables >= kOnAverage * count;
}

// Puts other words in the place of [first, last).
void replace_words(Reading& reading, std::size_t first, std::size_t last,
                   std::vector<QueryWord> words) {
  const auto at = reading.words.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = reading.words.begin() + static_cast<std::ptrdiff_t>(last);
  for (QueryWord& word : words) word.boost = at->boost;
  for (Reading::PhraseWords& phrase : reading.phrases) {
    if (phrase.first < last) continue;
    phrase.first = phrase.first - last + first + words.size();
    phrase.last = phrase.last - last + first + words.size();
  }
  const auto rest = reading.words.erase(at, end);
  reading.words.insert(rest, std::make_move_iterator(words.begin()),
                       std::make_move_iterator(words.end()));
}

// Whether one syllable was taken off the word that may be its own. The josa of everyday are none
// of these but of a name, 김건의 for 김건희, nor is the 다 of a past: 줄었다.
bool may_be_whole(const QueryWord& word) {
  const bool is_longer = word.script == Script::kHangul && word.is_content && word.whole.empty() &&
                         word.stem.size() >= 2 && word.kept == word.stem.size() &&
                         word.surface.size() == word.stem.size() + 1;
  if (!is_longer) return false;
  const bool is_past = word.is_verb && final_of(word.stem.back()) == kFinalSs;
  const bool receives = word.is_verb && word.stem.back() == u'받';  // 들이받은
  return !is_past && !receives &&
         (!KnownWords::ends_with_everyday_josa(word.surface) ||
          KnownWords::begins_like_name(word.surface) || word.surface.size() >= kLongSyllables + 1);
}

// 있었나: a verb with one of its many endings, which few articles may have.
bool has_past_before_end(std::u16string_view word) {
  return std::ranges::any_of(word.substr(0, word.size() - 1),
                             [](char16_t c) { return final_of(c) == kFinalSs; });
}

// 물의, which is no 물이.
bool is_syllable_with_josa(std::u16string_view word) {
  return word.size() == 2 && KnownWords::ends_with_everyday_josa(word);
}

bool is_jamo(char16_t c) { return c >= kFirstInitialJamo && c < kNoFinalJamo + kFinalJamo; }

}  // namespace

std::string Guesses::tell_meaning(std::string_view typed, const Meaning& meaning) {
  switch (meaning.by) {
    case Meaning::By::kKeys:
      return tr_format("no article has \"{}\": read as {}, written by the same keys", typed,
                       meaning.text);
    case Meaning::By::kBeginning:
      return tr_format("\"{}\" was read as {}, which begins so", typed, meaning.text);
    case Meaning::By::kNames:
      break;
  }
  return tr_format("no article has {}: read as {}", typed, meaning.text);
}

// The 정보 of 개인 정보 알려줘 is asked for as the end of 개인정보, and no text as in 환율 정보
// 알려줘: articles tell.
void Guesses::keep_ends_of_compounds(std::vector<QueryWord>& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    QueryWord& word = words[i];
    const QueryWord& before = words[i - 1];
    const bool is_text_asked_for = word.role == WordRole::kEmpty && word.stem.size() == 2 &&
                                   words[i + 1].role == WordRole::kQuestion &&
                                   word.script == Script::kHangul && !word.bigrams.empty();
    const bool may_be = is_text_asked_for && before.is_content && before.surface == before.stem &&
                        before.script == Script::kHangul && !before.bigrams.empty();
    if (!may_be) continue;
    const std::vector<QueryWord> whole =
        analyze_query(to_utf8(before.surface + word.stem), analyzer_);
    if (whole.size() != 1 || whole[0].bigrams.empty()) continue;
    const std::uint64_t together = known_.look_for(whole[0]).articles;
    if (together * kCompoundsOf >= known_.frequency_of(terms_of_word(before))) word.read_as_name();
  }
}

void Guesses::keep_whole(std::vector<QueryWord>& words) {
  keep_ends_of_compounds(words);
  if (words.size() > kFewWords) return;
  for (QueryWord& word : words) {
    if (is_rather_one_syllable(word, index_) && known_.is_noun(word)) word.read_as_name();
    const bool is_with_josa = word.surface.size() > 2 && is_rather_one_syllable(word, index_);
    if (is_with_josa || !may_be_whole(word) || !known_.is_whole(word)) continue;
    word.keep_end();
  }
}

void Guesses::split_unknown(Reading& reading, const Synonyms& synonyms) {
  const bool may_be_short = reading.words.size() <= kFewWords || is_typed_together(reading.words);
  const std::size_t fewest = may_be_short ? kFewestSyllablesOfParts : kFewestOfPartsInMany;
  for (std::size_t i = reading.words.size(); i-- > 0;) {
    const QueryWord& word = reading.words[i];
    const bool is_long = word.script == Script::kHangul && word.stem.size() >= fewest;
    if (!is_long || is_quoted(i, i + 1, reading)) continue;
    if (known_.is_in_some(word) || synonyms.match(reading.words, i, analyzer_).length > 0) continue;
    std::vector<QueryWord> parts = known_parts(word, known_, analyzer_);
    if (parts.size() == 1) parts = parts_in_company(word, analyzer_, index_);
    replace_words(reading, i, i + 1, std::move(parts));
  }
}

void Guesses::read_anew(Reading& reading, std::string_view query, const Synonyms& synonyms,
                        std::vector<Note>& notes) {
  const auto put = [&](std::size_t first, std::size_t last, std::string_view typed,
                       const Meaning& meaning) {
    std::vector<QueryWord> words = analyze_query(meaning.text, analyzer_);
    if (words.empty()) return;
    const std::size_t at = query.find(typed);  // not of a query made by a program
    notes.push_back({tell_meaning(typed, meaning), at == std::string_view::npos ? 0 : at});
    replace_words(reading, first, last, std::move(words));
  };
  // From the end, so that places before stay.
  std::vector<Typed> parts = typed_with_jamo(reading);
  std::ranges::reverse(parts);
  for (const Typed& part : parts) {
    if (!is_quoted(part.first, part.last, reading))
      put(part.first, part.last, part.text, meaning_of(part));
  }
  for (std::size_t i = reading.words.size(); i-- > 0;) {
    const QueryWord& word = reading.words[i];
    if (!is_quoted(i, i + 1, reading) && synonyms.match(reading.words, i, analyzer_).length == 0)
      put(i, i + 1, to_utf8(word.stem), letters_of(word));
  }
  for (std::size_t i = reading.words.size(); i-- > 0;) {
    const std::string typed = reading.words[i].typed;
    if (typed.empty() || is_quoted(i, i + 1, reading)) continue;
    if (synonyms.match(reading.words, i, analyzer_).length == 0)
      put(i, i + 1, typed, meaning_of(reading.words[i]));
  }
  std::ranges::sort(notes, {}, &Note::offset);
}

// The parts of the query that have jamo beside nothing but syllables. Words are counted by reading
// each part by itself; where that does not come to the words of the reading there are none, nor
// where there are too many.
std::vector<Guesses::Typed> Guesses::typed_with_jamo(const Reading& reading) {
  const auto is_of_jamo = [](const QueryWord& word) {
    return word.script == Script::kLetter && std::ranges::any_of(word.surface, is_jamo);
  };
  std::vector<Typed> found;
  if (std::ranges::none_of(reading.words, is_of_jamo)) return found;
  std::size_t first = 0;
  std::u16string before;
  for (const std::string_view part : split_at_blanks(reading.text)) {
    std::size_t last = first, left = analyze_query(part, analyzer_).size();
    for (; last < reading.words.size() && (left > 0 || reading.words[last].is_split); ++last) {
      if (!reading.words[last].is_split) --left;
    }
    if (left > 0) return {};
    Typed typed{part, {}, before, first, last};
    before.clear();
    for (std::size_t i = first; i < last; ++i) typed.units += reading.words[i].surface;
    if (last == first + 1 && reading.words[first].script == Script::kHangul)
      before = reading.words[first].surface;
    const auto is_hangul = [](char16_t c) { return is_jamo(c) || is_hangul_syllable(c); };
    const bool is_mistyped =
        std::ranges::any_of(typed.units, is_jamo) && std::ranges::all_of(typed.units, is_hangul);
    // ㅋㅋㅋ is a word where articles have it; one jamo stands for a name in many (ㄱ씨).
    const bool is_word =
        typed.units.size() > 1 && last == first + 1 && !known_.is_unknown(reading.words[first]);
    if (is_mistyped && !is_word) found.push_back(std::move(typed));
    first = last;
  }
  const bool are_counted = first == reading.words.size();
  return are_counted && found.size() <= kMostHalfTyped ? found : std::vector<Typed>();
}

// A word of letters that no article has, as the Hangul that its keys write.
Guesses::Meaning Guesses::meaning_of(const QueryWord& word) {
  if (!known_.is_unknown(word)) return {};
  std::string hangul = hangul_of_keys(word.typed);
  const std::vector<QueryWord> words = analyze_query(hangul, analyzer_);
  if (words.size() != 1 || words[0].surface.size() < kFewestSyllables) return {};
  if (words[0].bigrams.empty() || known_.is_unknown(words[0])) return {};
  const bool is_long = words[0].stem.size() >= kLongSyllables;
  const WordOccurrence occurrence = known_.look_for(words[0]);
  if (occurrence.articles == 0 || !(is_long || occurrence.is_word)) return {};
  return {std::move(hangul)};
}

// Lone jamo: vowels are written by who means letters, initials alone by who writes short.
Guesses::Meaning Guesses::meaning_of(const Typed& typed) {
  if (const auto half = HalfTypedWord::read(typed.units)) {
    const bool is_alone = half->known().empty() && half->size() < kFewestInitials;
    if (is_alone && typed.before.empty()) return {};
    const std::u16string word = known_.complete(*half, is_alone ? typed.before : std::u16string());
    if (!word.empty()) return {to_utf8(word), Meaning::By::kBeginning};
  }
  std::string keys = keys_of_hangul(typed.units);
  const std::vector<QueryWord> words = analyze_query(keys, analyzer_);
  if (words.size() != 1 || words[0].whole.empty() || known_.is_unknown(words[0])) return {};
  return {std::move(keys)};
}

// A word that no article has, but its letters, 엠비씨, and what stands behind them: GS건설.
Guesses::Meaning Guesses::letters_of(const QueryWord& word) {
  if (word.script != Script::kHangul || !word.is_content || word.is_glued) return {};
  if (word.stem.size() > kMostSyllables) return {};
  const LettersByName name = letters_by_name(word.stem);
  if (name.letters.empty() || !known_.is_in_none(word)) return {};
  std::string text = name.letters + to_utf8(name.behind);
  const bool is_known =
      std::ranges::none_of(analyze_query(text, analyzer_),
                           [&](const QueryWord& part) { return known_.is_unknown(part); });
  return is_known ? Meaning{std::move(text), Meaning::By::kNames} : Meaning();
}

std::string Guesses::respelled(const Reading& reading, std::string_view query,
                               const std::vector<bool>& is_right) {
  if (reading.words_asked() > kMostWordsChecked) return {};
  std::string suggestion(query);
  std::optional<Company> company;  // of most queries nobody asks
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const QueryWord& word = reading.words[i];
    const bool is_as_written = word.kept == word.stem.size() && !word.bigrams.empty();
    const bool is_checked = word.is_content && word.script == Script::kHangul && is_as_written;
    if (is_right[i] || !is_checked) continue;
    if (word.stem.size() > kMostSyllables) continue;
    const bool has_synonyms = std::ranges::any_of(
        reading.synonyms, [&](const auto& group) { return group.first <= i && i < group.last; });
    const std::size_t at = suggestion.find(to_utf8(word.stem));
    // 경재성장율 may be wrong in more than its 율.
    const std::vector<QueryWord> right =
        analyze_query(to_utf8(right_spelling(word.stem)), analyzer_);
    if ((has_synonyms && right.empty()) || at == std::string::npos) continue;
    const QueryWord& nearly_right = right.size() == 1 ? right[0] : word;
    const bool is_unknown = known_.is_unknown(nearly_right);
    if (!is_unknown && (has_past_before_end(word.stem) || is_syllable_with_josa(word.stem)))
      continue;
    const std::uint64_t few = word.stem.size() < kLongSyllables ? 0 : kFewArticles;
    if (!is_unknown && known_.is_in_more_than(few, nearly_right)) continue;
    if (!company) company = company_of(reading, is_right);
    const std::u16string other = respell(nearly_right, is_unknown, *company);
    if (!other.empty()) suggestion.replace(at, to_utf8(word.stem).size(), to_utf8(other));
  }
  return suggestion == query ? std::string() : suggestion;
}

void Guesses::tell_missing(const Reading& reading, std::string_view query,
                           const std::vector<bool>& is_met, std::vector<Note>& notes) {
  const std::size_t asked = reading.words_asked();
  if (asked < 2 || asked > kMostWordsChecked) return;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const QueryWord& word = reading.words[i];
    const bool is_noun = word.script == Script::kHangul && !word.is_verb &&
                         word.stem.size() >= kFewestSyllables && word.stem.size() <= kMostSyllables;
    const bool is_name =
        word.surface.size() > 1 && std::ranges::all_of(word.surface, is_ascii_letter);
    const bool has_synonyms = std::ranges::any_of(
        reading.synonyms, [&](const auto& group) { return group.first <= i && i < group.last; });
    const bool is_part = word.is_glued || word.is_split || word.is_joined || word.is_marked;
    if (is_met[i] || !(is_noun || is_name) || !word.is_content || has_synonyms || is_part) continue;
    if (is_quoted(i, i + 1, reading) || !known_.is_in_none(word)) continue;
    const std::string typed = word.typed.empty() ? to_utf8(word.stem) : word.typed;
    const std::size_t at = query.find(typed);
    notes.push_back({tr_format("no article has {}", typed), at == std::string_view::npos ? 0 : at});
  }
}

Guesses::Company Guesses::company_of(const Reading& reading,
                                     const std::vector<bool>& is_right) const {
  std::vector<QueryWord> met;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (is_right[i] && reading.words[i].is_content) met.push_back(reading.words[i]);
  }
  Company company;
  company.is_none = reading.words_asked() <= 1;
  if (met.empty()) return company;
  company.terms = terms_of_all_words(met, {});
  company.articles = known_.frequency_of(company.terms);
  return company;
}

// Whether a word that stands in so many articles, and in so many of them `together` with the other
// words of the query, is a likely one to be meant: what is not in the articles at all, as a name
// that was not in the news, has other words one jamo away, too.
bool Guesses::fits(const Respelling& other, std::uint64_t articles, std::uint64_t together,
                   const Company& company) const {
  const std::size_t size = other.word.size();
  const std::uint64_t all = known_.all_articles();
  const bool is_frequent = size >= kLongSyllables && articles >= all / kFrequent;
  if (company.is_none || other.sounds_alike || size >= kTellingSyllables || is_frequent)
    return true;
  return together > 0 && together * all >= kTimesMoreOftenThere * articles * company.articles;
}

// The most frequent word that differs in one jamo from one that no article has, or next to none:
// first where the other words of the query stand. Empty if there is none.
std::u16string Guesses::respell(const QueryWord& word, bool is_unknown, const Company& company) {
  // What differs must be in each pair of syllables that no article has.
  std::size_t begin = 0, end = word.stem.size();
  for (std::size_t i = 0; is_unknown && i + 1 < word.stem.size(); ++i) {
    if (known_.frequency_of_pair(word.stem[i], word.stem[i + 1]) > 0) continue;
    begin = std::max(begin, i);
    end = std::min(end, i + 2);
  }
  struct Candidate {
    std::uint64_t frequency;  // no more articles have it
    std::uint64_t factor;
    Respelling spelling;

    std::uint64_t score() const { return frequency * factor; }
  };
  std::vector<Candidate> candidates;
  std::vector<Respelling> others = respellings(word.stem, begin, end);
  known_.prefetch_pairs(others);
  for (Respelling& other : others) {
    const std::uint64_t frequency = known_.least_frequency(other.word);
    if (frequency == 0) continue;
    candidates.push_back({frequency, other.sounds_alike ? kSoundsAlike : 1, std::move(other)});
  }
  std::ranges::sort(candidates, std::greater(), &Candidate::score);
  candidates.resize(std::min(candidates.size(), kRespellingsLookedAt));
  const std::uint64_t articles = is_unknown ? 0 : known_.look_for(word).articles;
  std::u16string best;
  std::pair<std::uint64_t, std::uint64_t> best_score;  // beside the other words; anywhere
  for (const Candidate& candidate : candidates) {
    if (candidate.score() <= (company.articles > 0 ? best_score.first : best_score.second)) break;
    const std::vector<QueryWord> words = analyze_query(to_utf8(candidate.spelling.word), analyzer_);
    if (words.size() != 1 || words[0].stem != candidate.spelling.word) continue;
    const std::uint64_t together =
        company.articles > 0 ? known_.look_for(words[0], company.terms).articles : 0;
    const bool may_fit =
        together > 0 || fits(candidate.spelling, candidate.frequency, together, company);
    if (!may_fit) continue;  // however many articles have it
    const WordOccurrence alone = known_.look_for(words[0]);
    if (!alone.is_word || alone.articles < articles * kTimesMoreFrequent) continue;
    const std::pair score(together * candidate.factor, alone.articles * candidate.factor);
    if (score <= best_score || !fits(candidate.spelling, alone.articles, together, company))
      continue;
    best_score = score;
    best = candidate.spelling.word;
  }
  return best;
}

}  // namespace gisa
