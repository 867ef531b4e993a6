#include "common/stored_article.h"

#include <xxhash.h>

#include <memory>

#include "gisa/error.h"

namespace gisa {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kHashBytes = 8;

constexpr std::string Article::*kFields[] = {
    &Article::id,       &Article::title, &Article::date, &Article::press, &Article::section,
    &Article::reporter, &Article::url,   &Article::path, &Article::body,
};
constexpr std::string_view StoredArticle::*kStoredFields[] = {
    &StoredArticle::id,    &StoredArticle::title,   &StoredArticle::date,
    &StoredArticle::press, &StoredArticle::section, &StoredArticle::reporter,
    &StoredArticle::url,   &StoredArticle::path,    &StoredArticle::body,
};
static_assert(std::size(kFields) == std::size(kStoredFields));

void append_varint(std::string& out, std::size_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

[[noreturn]] void throw_corrupt() {
  throw Error(ErrorCode::kCorrupt, "a stored article is damaged", "index the articles again");
}

std::size_t take_varint(std::string_view& bytes) {
  std::size_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) throw_corrupt();
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::size_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return value;
  }
  throw_corrupt();
}

}  // namespace

std::uint64_t content_hash(const Article& raw) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  for (const auto field : kFields) {
    const std::string& text = raw.*field;
    const std::uint64_t size = text.size();
    XXH3_64bits_update(state.get(), &size, sizeof size);
    XXH3_64bits_update(state.get(), text.data(), text.size());
  }
  return XXH3_64bits_digest(state.get());
}

std::string encode_stored_article(const Article& article, std::uint64_t content_hash) {
  std::string out(1, kVersion);
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    out.push_back(static_cast<char>(content_hash >> (8 * i) & 0xFF));
  }
  for (const auto field : kFields) append_varint(out, (article.*field).size());
  for (const auto field : kFields) out += article.*field;
  return out;
}

StoredArticle decode_stored_article(std::string_view bytes) {
  if (bytes.size() < 1 + kHashBytes || bytes[0] != kVersion) throw_corrupt();
  StoredArticle article;
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    article.content_hash |= std::uint64_t{static_cast<unsigned char>(bytes[1 + i])} << (8 * i);
  }
  bytes.remove_prefix(1 + kHashBytes);
  std::size_t sizes[std::size(kStoredFields)];
  for (std::size_t& size : sizes) size = take_varint(bytes);
  for (std::size_t i = 0; i < std::size(kStoredFields); ++i) {
    if (sizes[i] > bytes.size()) throw_corrupt();
    article.*kStoredFields[i] = bytes.substr(0, sizes[i]);
    bytes.remove_prefix(sizes[i]);
  }
  if (!bytes.empty()) throw_corrupt();
  return article;
}

}  // namespace gisa
