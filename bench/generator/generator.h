// Articles that look like Korean news to an index: any number of them, each from its number alone.
//
//   const Generator generator(1);
//   GeneratedArticle article;
//   for (std::uint64_t number = 0; number < 1000; ++number) {
//     generator.generate(number, article);
//     append_json_line(article, out);
//   }
//
// Article lengths, word lengths, vocabulary growth, word frequencies and the mix of characters
// follow real news (README.md has the figures); the sentences are grammatical in form and without
// meaning. No text is taken from real articles, and papers, companies and addresses are invented.
//
// Determinism: an article is a pure function of (seed, number). The words are the same for all
// seeds, so two seeds give two collections in one language. Tables of frequencies are computed in
// floating point: another C++ library may round one differently and yield other text.
//
// Threads: a Generator is immutable, so threads may share it and split the numbers as they like.
// Each needs a GeneratedArticle of its own; reusing it saves allocations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gisa::bench {

// All fields are UTF-8. None holds markup; `body` parts paragraphs by an empty line ("\n\n").
struct GeneratedArticle {
  std::string id;  // "gen-" and the number, nine digits or more
  std::string title;
  std::string body;
  std::string date;  // "2024-03-05 14:07", Asia/Seoul
  std::string press;
  std::string section;
  std::string reporter;  // "name(address)"
  std::string url;       // in the reserved domain .example
};

// A particle in a body that agrees with the word before it, for tests.
struct AttachedJosa {
  std::size_t offset;  // bytes from the start of the body
  std::size_t size;    // bytes
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed);

  // Writes article `number` into `article`, whose old content is replaced. If `josa` is given, it
  // receives the particles of the body in order.
  void generate(std::uint64_t number, GeneratedArticle& article,
                std::vector<AttachedJosa>* josa = nullptr) const;

  std::uint64_t seed() const { return seed_; }

 private:
  std::uint64_t seed_;
};

// Appends the article as one line of JSON, ended by "\n", to `out`: an object with the members id,
// title, body, date, press, section, reporter and url, all strings.
void append_json_line(const GeneratedArticle& article, std::string& out);

}  // namespace gisa::bench
