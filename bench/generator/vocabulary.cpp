#include "bench/generator/vocabulary.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <string>

#include "bench/generator/lexicon.h"
#include "bench/generator/syllables.h"

namespace gisa::bench {
namespace {

// Fitted to real news, see README.md.
constexpr double kOpenRanks = 1.2e5;  // words
constexpr double kOpenExponent = 1.5;
constexpr double kOpenShift = 900;  // ranks
constexpr std::uint64_t kFrequent = 4096;
constexpr double kEntities = 60000;
constexpr double kEntityExponent = .9;
constexpr double kEntityShift = 20;      // ranks
constexpr std::uint32_t kUnits = 60000;  // pairs of syllables

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    parts.push_back(words.substr(0, end));
    if (end == std::string_view::npos) break;
    words.remove_prefix(end + 1);
  }
  return parts;
}

std::vector<WordPair> split_pairs(std::string_view words) {
  std::vector<WordPair> pairs;
  for (const std::string_view part : split(words)) {
    const std::size_t slash = part.find('/');
    pairs.push_back({Word(part.substr(0, slash)), Word(part.substr(slash + 1))});
  }
  return pairs;
}

VerbForms forms_of(std::string_view stem, std::string_view infinitive) {
  VerbForms forms;
  for (std::size_t ending = 0; ending < kEndings; ++ending) {
    forms[ending] = Word(conjugate(stem, infinitive, static_cast<Ending>(ending)));
  }
  return forms;
}

std::vector<Word> syllable_words(const SyllableInventory& inventory) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < inventory.syllables.size(); at += 3) {
    words.emplace_back(inventory.syllables.substr(at, 3));
  }
  return words;
}

// The frequency curve at every rank: straight lines between its points on log-log paper.
std::vector<double> curve_weights(const SyllableInventory& inventory) {
  std::vector<double> weights;
  const auto& curve = inventory.curve;
  std::size_t high = 1;
  for (std::size_t rank = 1; rank <= inventory.syllables.size() / 3; ++rank) {
    const auto x = static_cast<double>(rank);
    while (high + 1 < curve.size() && curve[high].rank < x) ++high;
    const RankShare &a = curve[high - 1], &b = curve[high];
    const double part = std::log(x / a.rank) / std::log(b.rank / a.rank);
    weights.push_back(a.share * std::pow(b.share / a.share, part));
  }
  return weights;
}

}  // namespace

Word::Word(std::string_view from) : tail(tail_of(from)) {
  if (from.size() > kCapacity) throw std::length_error(fmt::format("word too long: {}", from));
  std::memcpy(text, from.data(), from.size());
  size = static_cast<std::uint8_t>(from.size());
}

WordList::WordList(std::string_view words, double exponent, double shift) {
  for (const std::string_view word : split(words)) words_.emplace_back(word);
  ranks_ = AliasTable(zipf_weights(words_.size(), exponent, shift));
}

Vocabulary::Vocabulary()
    : actions(lexicon::kActions, .6, 15),
      adverbs(lexicon::kAdverbs, .8, 4),
      connectives(lexicon::kConnectives, .8, 2),
      determiners(lexicon::kDeterminers, .8, 2),
      dependent_nouns(lexicon::kDependentNouns, .9, 1),
      noun_suffixes(lexicon::kNounSuffixes, .8, 2),
      surnames(lexicon::kSurnames, 1.1, 1),
      given_first(lexicon::kGivenFirst, .7, 5),
      given_second(lexicon::kGivenSecond, .7, 5),
      titles(lexicon::kTitles, .9, 1),
      places(lexicon::kPlaces, .8, 2),
      place_endings(lexicon::kPlaceEndings, .8, 1),
      company_endings(lexicon::kCompanyEndings, .6, 2),
      units(lexicon::kUnits, .9, 1),
      magnitudes(lexicon::kMagnitudes, 1, 0),
      acronyms(lexicon::kAcronyms, 1, 1),
      english(lexicon::kEnglish, .5, 2),
      headline_hanja(lexicon::kHeadlineHanja, .9, 1),
      sections(lexicon::kSections, .3, 0),
      hanja_glosses(split_pairs(lexicon::kHanjaGlosses)),
      papers(split_pairs(lexicon::kPapers)),
      hada(forms_of("하", "해")),
      doeda(forms_of("되", "돼")),
      first_syllables_(syllable_words(first_syllables())),
      inner_syllables_(syllable_words(inner_syllables())),
      first_ranks_(curve_weights(first_syllables())),
      inner_ranks_(curve_weights(inner_syllables())),
      open_ranks_(QuantileTable::zipf(kOpenRanks, kOpenExponent, kOpenShift)),
      entities_(QuantileTable::zipf(kEntities, kEntityExponent, kEntityShift)) {
  // Short nouns are the frequent ones; the longer lists follow them in rank.
  std::string all_nouns(lexicon::kShortNouns);
  all_nouns.append(" ").append(lexicon::kMiddleNouns).append(" ").append(lexicon::kLongNouns);
  nouns = WordList(all_nouns, .6, 15);
  for (const WordPair& verb : split_pairs(lexicon::kVerbs)) {
    verbs.push_back(forms_of(verb.first.view(), verb.second.view()));
  }
  for (std::uint64_t rank = 0; rank < kFrequent; ++rank) frequent_.push_back(compose(rank));
  verb_ranks = AliasTable(zipf_weights(verbs.size(), .6, 3));
  for (std::size_t josa = 0; josa < kJosas; ++josa) {
    for (std::size_t tail = 0; tail < kTails; ++tail) {
      josa_[josa][tail] = Word(josa_form(static_cast<Josa>(josa), static_cast<Tail>(tail)));
    }
  }
}

const Vocabulary& Vocabulary::shared() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

// A pair of syllables, as Sino-Korean roots are. Their number is limited, so that most bigrams of
// rare words are not themselves rare.
Word Vocabulary::unit(std::uint64_t key) const {
  const double x = static_cast<double>(key >> 11) * 0x1p-53;
  const auto number = static_cast<std::uint64_t>(kUnits * x * x);
  Random random(number * 0xD1342543DE82EF95ull);
  Word word = first_syllables_[first_ranks_.sample(random.next())];
  word.append(inner_syllables_[inner_ranks_.sample(random.next())]);
  return word;
}

Word Vocabulary::compose(std::uint64_t rank) const {
  Random random(rank * 0x9E6C63D0876A9A47ull + 1);
  const std::uint32_t shape = random.below(100) + (rank < 2000 ? 0 : rank < 20000 ? 15 : 30);
  Word word = unit(random.next());
  if (shape >= 65) word.append(inner_syllables_[inner_ranks_.sample(random.next())]);
  if (shape >= 95) word.append(inner_syllables_[inner_ranks_.sample(random.next())]);
  if (shape >= 120) word.append(inner_syllables_[inner_ranks_.sample(random.next())]);
  return word;
}

Word Vocabulary::person(std::uint64_t entity) const {
  Random random(entity * 0xA24BAED4963EE407ull + 2);
  Word name = surnames.sample(random.next());
  name.append(given_first.sample(random.next()));
  name.append(given_second.sample(random.next()));
  return name;
}

Word Vocabulary::organisation(std::uint64_t entity) const {
  Random random(entity * 0x9FB21C651E98DF25ull + 3);
  Word name = unit(random.next());
  name.append(company_endings.sample(random.next()));
  return name;
}

Word Vocabulary::location(std::uint64_t entity) const {
  Random random(entity * 0xC2B2AE3D27D4EB4Full + 4);
  if (random.percent(60)) return places.sample(random.next());
  Word name = unit(random.next());
  name.append(place_endings.sample(random.next()));
  return name;
}

}  // namespace gisa::bench
