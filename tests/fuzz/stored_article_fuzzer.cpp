// Damaged bytes are refused as such; what is stored comes back.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/articles/stored_article.h"
#include "gisa/error.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

void fuzz(std::string_view bytes) {
  (void)stored_signature(bytes);
  try {
    (void)decode_stored_article(bytes, {});
  } catch (const Error& error) {
    require(error.code() == ErrorCode::kCorrupt);
  }
  static ArticleEncoder encoder;
  Article article;
  article.title = bytes.substr(0, bytes.size() / 2);
  article.body = bytes.substr(bytes.size() / 2);
  std::string stored;
  encoder.encode(article, bytes.size(), stored);
  std::string with_signature;
  add_signature(stored, bytes, with_signature);
  require(stored_signature(with_signature) == bytes && !stored_signature(stored));
  require(decode_stored_article(with_signature, {}).body == article.body);
  const StoredArticle back = decode_stored_article(stored, {});
  require(back.title == article.title && back.body == article.body &&
          back.content_hash == bytes.size());
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
