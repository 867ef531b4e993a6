// Damaged bytes are refused as such; what is stored comes back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/stored_article.h"
#include "gisa/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    (void)gisa::decode_stored_article(bytes, {});
  } catch (const gisa::Error& error) {
    if (error.code() != gisa::ErrorCode::kCorrupt) std::abort();
  }
  static gisa::ArticleEncoder encoder;
  gisa::Article article;
  article.title = bytes.substr(0, size / 2);
  article.body = bytes.substr(size / 2);
  std::string stored;
  encoder.encode(article, size, stored);
  const gisa::StoredArticle back = gisa::decode_stored_article(stored, {});
  if (back.title != article.title || back.body != article.body || back.content_hash != size) {
    std::abort();
  }
  return 0;
}
