// Any bytes are an article: cleaned it is UTF-8 that neither controls a terminal nor turns text
// around.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/text/escape.h"
#include "indexer/cleaner/cleaner.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

void require_clean(std::string_view text, bool has_paragraphs) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = character_at(text, i);
    require(character.valid);
    require((has_paragraphs && character.code_point == '\n') || !is_unsafe(character.code_point));
    i += character.length;
  }
}

void fuzz(std::string_view rest) {
  static const Cleaner cleaner;
  // Fields end in a byte no text has.
  const auto take = [&] {
    const std::size_t end = std::min(rest.find('\xFF'), rest.size());
    std::string field(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
  };
  Article raw;
  raw.body = take();
  raw.title = take();
  raw.date = take();
  raw.press = take();
  raw.reporter = take();
  raw.section = take();
  const Article article = cleaner.clean(std::move(raw));
  require_clean(article.body, true);
  for (const auto* field :
       {&article.title, &article.date, &article.press, &article.reporter, &article.section}) {
    require_clean(*field, false);
  }
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
