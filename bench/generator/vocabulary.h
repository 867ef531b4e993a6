// The words of the generator as tables that can be sampled and copied without allocation.
//
// A fixed part (the lists of lexicon.h) and an open part: the rank of a word determines its
// syllables, so the millions of rare words need no storage and are the same for every seed.
//
// Read-only after construction: any number of threads may share one Vocabulary.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "bench/generator/morphology.h"
#include "bench/generator/random.h"

namespace gisa::bench {

// A short text of fixed size, so that copying it is one or two vector moves.
struct Word {
  static constexpr std::size_t kCapacity = 30;

  Word() = default;
  // `text` must not be longer than kCapacity bytes; throws std::length_error if it is.
  explicit Word(std::string_view text);

  std::string_view view() const { return {text, size}; }

  // Appends a part that is known to fit.
  void append(const Word& other) {
    std::memcpy(text + size, other.text, other.size);
    size = static_cast<std::uint8_t>(size + other.size);
    tail = other.tail;
  }

  char text[kCapacity] = {};
  std::uint8_t size = 0;  // bytes
  Tail tail = Tail::kVowel;
};
static_assert(sizeof(Word) == 32);

// Words drawn by a Zipf law over their rank.
class WordList {
 public:
  WordList() = default;
  WordList(std::string_view words, double exponent, double shift);

  const Word& sample(std::uint64_t bits) const { return words_[ranks_.sample(bits)]; }
  const std::vector<Word>& words() const { return words_; }

 private:
  std::vector<Word> words_;
  AliasTable ranks_;
};

// All forms of one verb, by Ending.
using VerbForms = std::array<Word, kEndings>;

// A word and its gloss: 경제 and 經濟, a paper and the host name of its address.
struct WordPair {
  Word first, second;
};

class Vocabulary {
 public:
  Vocabulary();

  // The shared vocabulary, built at the first call.
  static const Vocabulary& shared();

  // The open word of this rank (from 0). Of two to five syllables; rarer words are longer.
  Word open_word(std::uint64_t rank) const {
    return rank < frequent_.size() ? frequent_[rank] : compose(rank);
  }

  // A rank of the open vocabulary, frequent ones often.
  std::uint64_t sample_rank(std::uint64_t bits) const {
    return static_cast<std::uint64_t>(open_ranks_.sample(bits)) - 1;
  }

  // The names of the person, organisation or place of this number (from 0). More than
  // half of the places exist.
  Word person(std::uint64_t entity) const;
  Word organisation(std::uint64_t entity) const;
  Word location(std::uint64_t entity) const;

  // The number of a person, organisation or place, low ones often.
  std::uint64_t sample_entity(std::uint64_t bits) const {
    return static_cast<std::uint64_t>(entities_.sample(bits)) - 1;
  }

  // The form of `josa` that follows a word with this tail.
  const Word& josa(Josa josa, Tail tail) const {
    return josa_[static_cast<std::size_t>(josa)][static_cast<std::size_t>(tail)];
  }

  // Lists, see lexicon.h. Nouns of any length share one list.
  WordList nouns, actions, adverbs, connectives, determiners, dependent_nouns, noun_suffixes;
  WordList surnames, given_first, given_second, titles, places, place_endings, company_endings;
  WordList units, magnitudes, acronyms, english, headline_hanja, sections;
  std::vector<WordPair> hanja_glosses, papers;
  std::vector<VerbForms> verbs;
  VerbForms hada, doeda;  // endings after a noun of `actions`: 하다 and 되다
  AliasTable verb_ranks;

 private:
  Word compose(std::uint64_t rank) const;
  Word unit(std::uint64_t key) const;

  std::vector<Word> first_syllables_, inner_syllables_;
  std::vector<Word> frequent_;  // the first open words, composed in advance
  AliasTable first_ranks_, inner_ranks_;
  QuantileTable open_ranks_, entities_;
  std::array<std::array<Word, kTails>, kJosas> josa_;
};

}  // namespace gisa::bench
