// Writes the text of one article: words into phrases, phrases into sentences. Internal to the
// generator; see generator.h for what it is part of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/generator/generator.h"
#include "bench/generator/random.h"
#include "bench/generator/vocabulary.h"

namespace gisa::bench {

// One composer writes one article: first the body, then the title (which uses the body's topics).
// Text goes to a buffer of the calling thread, valid until another composer is made there.
class Composer {
 public:
  explicit Composer(std::uint64_t state);

  // Both views end with the life of the composer; title() may follow body(), not the reverse.
  std::string_view body(std::vector<AttachedJosa>* josa);
  std::string_view title();

  void write_metadata(GeneratedArticle& article);

 private:
  static constexpr std::size_t kTopics = 28;
  static constexpr std::size_t kPeople = 4;
  static constexpr std::size_t kOrganisations = 4;
  static constexpr std::size_t kLocations = 3;

  // What the article is about: words it comes back to.
  void draw_topics();
  void draw_style();

  // Text. Nothing checks for room: body() leaves more than any sentence takes.
  void put(const Word& word);
  void put(std::string_view text);
  void put_decimal(std::uint64_t number, bool grouped);
  void space();  // ends an eojeol
  void josa(Josa josa);
  void verb(Ending ending);
  std::string_view since(std::size_t start) const;

  // Phrases. Each ends without a space; several end an eojeol or more on the way.
  void noun();
  void simple_noun();
  void noun_phrase();
  void person();
  void number();
  void date_phrase();
  void list_phrase();
  void quoted_noun();
  void gloss();
  void object_phrase();
  void relative_clause();
  void adverb();
  void case_josa();
  void phrase();
  void clause_end();
  void final_predicate();

  // Sentences and what stands around them.
  void sentence(std::size_t eojeols);
  void speech(std::size_t eojeols);
  void fill(std::size_t eojeols);
  void byline();
  void subheading();
  void bullets();
  void closing();

  const Vocabulary& words_;
  Random random_;
  char* start_;
  char* at_;
  std::vector<AttachedJosa>* josa_log_ = nullptr;
  Tail tail_ = Tail::kVowel;
  std::size_t eojeols_ = 0;

  std::array<Word, kTopics> topics_;
  std::array<Word, kPeople> people_;
  std::array<Word, kOrganisations> organisations_;
  std::array<Word, kLocations> locations_;
  std::uint32_t paper_ = 0;
  bool curly_quotes_ = false;  // “ ” rather than " "
  bool glued_ = false;         // sentences follow each other without a space
};

}  // namespace gisa::bench
