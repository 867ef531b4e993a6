#include "common/articles/text_dictionary.h"

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_createDDict_byReference(), unchanged since zstd 1.1
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/articles/stored_article.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

constexpr int kSerializedLevel = 9;
constexpr std::size_t kMostSize = 16 << 20;   // bytes, of a dictionary that is believed in
constexpr std::size_t kMostHeader = 2 << 10;  // bytes that entropy tables add
constexpr std::size_t kLeastSamples = 8;      // fewer say nothing about frequencies
constexpr std::size_t kPartCounted = 8;       // of the samples, for frequencies
constexpr std::size_t kMostCounted = 256;

[[noreturn]] void throw_corrupt() {
  throw damage_error(tr("the dictionary of stored articles is damaged"));
}

std::string compress(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kSerializedLevel);
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // nothing else can go wrong
  out.resize(size);
  return out;
}

}  // namespace

TextDictionary::TextDictionary(Passkey /*key*/, std::string bytes, std::string serialized)
    : bytes_(std::move(bytes)),
      serialized_(std::move(serialized)),
      id_(ZSTD_getDictID_fromDict(bytes_.data(), bytes_.size())) {
  ZSTD_DDict* const prepared = ZSTD_createDDict_byReference(bytes_.data(), bytes_.size());
  ZSTD_freeDDict(prepared);
  if (id_ == 0 || prepared == nullptr) throw_corrupt();
}

// The content is samples as they are: looking for their most useful pieces (as ZDICT's trainers do)
// takes ten times as long, and what it saves, a larger dictionary saves as well. Frequencies are
// those of other samples: what is in the dictionary matches too well to tell.
std::shared_ptr<const TextDictionary> TextDictionary::train(std::span<const std::string> samples,
                                                            std::size_t size) {
  const std::size_t counted = std::min(samples.size() / kPartCounted, kMostCounted);
  std::string content;
  for (std::size_t i = samples.size(); i-- > counted && content.size() < size;) {
    content += samples[i];
  }
  if (content.size() > size) content.resize(size);
  std::string bytes;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples.first(counted)) {
    bytes += sample;
    sizes.push_back(sample.size());
  }
  if (sizes.size() < kLeastSamples || content.empty()) return nullptr;
  std::string dictionary(content.size() + kMostHeader, '\0');
  const ZDICT_params_t parameters{kStoredArticleLevel, 0, 0};
  const std::size_t made = ZDICT_finalizeDictionary(
      dictionary.data(), dictionary.size(), content.data(), content.size(), bytes.data(),
      sizes.data(), static_cast<unsigned>(sizes.size()), parameters);
  if (ZDICT_isError(made) != 0) return nullptr;  // samples that are all the same, or noise
  dictionary.resize(made);
  return std::make_shared<const TextDictionary>(Passkey(), std::move(dictionary));
}

const std::string& TextDictionary::serialize() const {
  std::call_once(serialize_once_, [&] {
    if (serialized_.empty()) serialized_ = compress(bytes_);
  });
  return serialized_;
}

std::shared_ptr<const TextDictionary> TextDictionary::deserialize(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMostSize) throw_corrupt();  // covers errors too
  std::string dictionary(static_cast<std::size_t>(size), '\0');
  const std::size_t got =
      ZSTD_decompress(dictionary.data(), dictionary.size(), bytes.data(), bytes.size());
  if (got != dictionary.size()) throw_corrupt();
  return std::make_shared<const TextDictionary>(Passkey(), std::move(dictionary),
                                                std::string(bytes));
}

}  // namespace gisa
