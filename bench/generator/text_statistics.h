// Statistics of Korean article text, the yardstick the generator is fitted with.
//
//   TextStatistics statistics({1000, 10000});
//   for (const Article& article : articles) statistics.add(article.title, article.body);
//   for (const Statistic& row : statistics.report()) fmt::print("{} {}\n", row.name, row.value);
//
// The same code measures real and generated text, so a row of the two tables always means the same.
// Lengths are in bytes of UTF-8, in code points or in eojeol (runs without white space), as the
// row's name says. Text is taken as it is: decode HTML entities first. Invalid UTF-8 counts as one
// "other" character a byte.
//
// Threads: none of the calls may run at the same time on one object.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gisa::bench {

// Counts of 64-bit keys; the key 0 is kept as another one, which no caller can tell.
class KeyCounter {
 public:
  KeyCounter();
  // Adds one to the count of `key`.
  void add(std::uint64_t key);
  // How many different keys were added.
  std::size_t distinct() const { return used_; }
  // The counts, largest first.
  std::vector<std::uint32_t> sorted_counts() const;

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t count = 0;
  };
  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

// One line of a report.
struct Statistic {
  std::string name;
  double value = 0;
};

class TextStatistics {
 public:
  // `checkpoints` are the article counts, ascending, at which the size of the vocabulary is noted.
  explicit TextStatistics(std::vector<std::size_t> checkpoints);

  // Adds one article. The title counts for the title rows only.
  void add(std::string_view title, std::string_view body);

  // All rows, always in the same order; a checkpoint that was not reached has no row.
  std::vector<Statistic> report() const;

  std::size_t articles() const { return body_bytes_.size(); }

 private:
  enum CharacterClass { kHangul, kSpace, kDigit, kLatin, kHanja, kAsciiPunctuation, kOther };
  static constexpr std::size_t kClasses = 7;
  static constexpr std::uint64_t kFnvOffset = 14695981039346656037ull;
  static constexpr std::size_t kLongestEojeol = 10;  // longer ones share the last row

  static CharacterClass class_of(char32_t code);
  void add_title(std::string_view title);
  void read(std::string_view body);
  void add_character(std::string_view bytes, char32_t code, char32_t previous);
  void end_eojeol();
  void end_sentence();
  void end_paragraph();
  void add_article(std::size_t bytes);
  void note_checkpoint();

  struct Checkpoint {
    std::size_t articles = 0;
    std::size_t eojeols = 0;
    std::size_t bigrams = 0;
  };

  std::vector<std::size_t> checkpoints_;
  std::vector<Checkpoint> reached_;
  std::vector<double> title_eojeols_, title_bytes_, body_bytes_, body_syllables_, body_eojeols_;
  std::vector<double> sentence_eojeols_, sentences_per_article_;
  std::vector<double> paragraph_sentences_, paragraphs_per_article_;
  std::vector<double> distinct_eojeols_, distinct_bigrams_, distinct_bigram_share_;
  std::array<std::uint64_t, kClasses> characters_{};
  std::array<std::uint64_t, kLongestEojeol + 1> eojeol_lengths_{};
  std::uint64_t eojeol_tokens_ = 0;
  std::uint64_t eojeol_characters_ = 0;
  std::uint64_t glued_sentences_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t ascii_bytes_ = 0;
  KeyCounter eojeols_, bigrams_, bigram_documents_, syllables_;
  // Of the article being read.
  std::vector<std::uint64_t> article_eojeols_, article_bigrams_;
  std::size_t article_syllables_ = 0;
  std::uint64_t eojeol_hash_ = kFnvOffset;  // of the bytes of the eojeol being read
  std::size_t eojeol_length_ = 0;           // in characters
  std::size_t sentence_length_ = 0, paragraph_length_ = 0, sentences_ = 0, paragraphs_ = 0;
};

}  // namespace gisa::bench
