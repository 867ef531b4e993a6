// Writes phrases of news: nouns, people, numbers, days, clauses, with the josa and endings that
// they take. Internal to the generator.
//
// What an article is about is drawn once, words, people and places that its phrases come back to,
// and so is how its paper writes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/generator/generator.h"
#include "bench/generator/pen.h"
#include "bench/generator/random.h"
#include "bench/generator/vocabulary.h"

namespace gisa::bench {

class PhraseWriter : protected Pen {
 protected:
  static constexpr std::size_t kTopics = 28;
  static constexpr std::size_t kPeople = 4;
  static constexpr std::size_t kOrganisations = 4;
  static constexpr std::size_t kLocations = 3;

  explicit PhraseWriter(std::uint64_t state);

  // Each josa is added to `log` from now on; nullptr: to none.
  void log_josa(std::vector<AttachedJosa>* log) { josa_log_ = log; }

  // Behind a noun.
  void josa(Josa josa);
  void case_josa();

  // Each ends without a space; several end an eojeol or more on the way.
  void simple_noun();
  void noun();
  void noun_phrase();
  void person();
  void number();
  void date_phrase();
  void list_phrase();
  void quoted_noun();
  void gloss();
  void adverb();
  void phrase();

  // Those of verbs.
  void verb(Ending ending);
  void object_phrase();
  void relative_clause();
  void clause_end();
  void final_predicate();

  const Vocabulary& words_;
  Random random_;

  std::uint32_t paper_;
  bool curly_quotes_;  // “ ” rather than " "
  bool glued_;         // sentences follow each other without a space

  std::array<Word, kTopics> topics_;
  std::array<Word, kPeople> people_;
  std::array<Word, kOrganisations> organisations_;
  std::array<Word, kLocations> locations_;

 private:
  void draw_topics();

  std::vector<AttachedJosa>* josa_log_ = nullptr;
};

}  // namespace gisa::bench
