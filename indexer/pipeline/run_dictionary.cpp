#include "indexer/pipeline/run_dictionary.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/articles/stored_article.h"

namespace gisa {
namespace {

// A dictionary takes space and has to be read whenever a database is opened: it must be small
// beside the articles it makes smaller.
constexpr std::uint64_t kInputPerByte = 160;
constexpr std::uint64_t kMostBytes = 1 << 20;
constexpr std::uint64_t kLeastBytes = 4 << 10;
constexpr std::uint64_t kBatchesOfAPipe = 16;  // a guess, if the first one was full
constexpr std::uint64_t kWorthReplacing = 4;   // times the size of the one there is

std::uint64_t dictionary_size(std::uint64_t input_bytes) {
  const std::uint64_t size = std::min(input_bytes / kInputPerByte, kMostBytes);
  return size < kLeastBytes ? 0 : size;
}

}  // namespace

RunDictionary::RunDictionary(std::shared_ptr<const TextDictionary> existing,
                             std::uint64_t input_bytes)
    : existing_(std::move(existing)), input_bytes_(input_bytes) {
  const bool is_good_enough =
      existing_ != nullptr && existing_->size() * kWorthReplacing >= dictionary_size(input_bytes);
  if (is_good_enough) set(existing_);
}

std::shared_ptr<const TextDictionary> RunDictionary::get() {
  std::unique_lock lock(mutex_);
  settled_.wait(lock, [&] { return is_settled_; });
  return dictionary_;
}

void RunDictionary::settle(std::span<const Article* const> articles, std::uint64_t input_bytes,
                           bool is_full) {
  {
    const std::lock_guard lock(mutex_);
    if (is_settled_) return;
  }
  const std::uint64_t expected =
      input_bytes_ != 0 ? input_bytes_ : input_bytes * (is_full ? kBatchesOfAPipe : 1);
  const std::uint64_t size = dictionary_size(expected);
  if (size == 0) return set(existing_);
  std::vector<std::string> samples;
  ArticleEncoder encoder;
  for (const Article* article : articles) samples.emplace_back(encoder.make_sample(*article));
  const auto trained = TextDictionary::train(samples, size);
  set(trained != nullptr ? trained : existing_);
  if (trained != nullptr) (void)trained->serialize();  // while others go on
}

void RunDictionary::give_up() { set(nullptr); }

void RunDictionary::set(std::shared_ptr<const TextDictionary> dictionary) {
  const std::lock_guard lock(mutex_);
  if (is_settled_) return;
  is_settled_ = true;
  dictionary_ = std::move(dictionary);
  settled_.notify_all();
}

}  // namespace gisa
