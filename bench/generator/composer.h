// Composes the text of one article of phrases: sentences, speech, bylines, titles. Internal to the
// generator; see generator.h for what it is part of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bench/generator/generator.h"
#include "bench/generator/phrase_writer.h"

namespace gisa::bench {

// One composer writes one article: first the body, then the title (which uses the body's topics).
class Composer : private PhraseWriter {
 public:
  explicit Composer(std::uint64_t state) : PhraseWriter(state) {}

  // Both views end when another composer is made on the same thread; title() may follow body(), not
  // the reverse.
  std::string_view body(std::vector<AttachedJosa>* josa);
  std::string_view title();

  void write_metadata(GeneratedArticle& article);

 private:
  void fill(std::size_t length);  // lengths are in eojeol
  void sentence(std::size_t length);
  void speech(std::size_t length);

  // What stands around sentences.
  void byline();
  void subheading();
  void bullets();
  void closing();
};

}  // namespace gisa::bench
