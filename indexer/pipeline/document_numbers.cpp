#include "indexer/pipeline/document_numbers.h"

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "gisa/error.h"

namespace gisa {

std::optional<std::uint32_t> DocumentNumbers::take(std::uint64_t batch, std::uint64_t documents) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return batch == next_batch_ || is_given_up_; });
  if (is_given_up_) return std::nullopt;
  const std::uint64_t before = documents_;
  if (documents > most_ - before) {
    throw Error(
        ErrorCode::kInvalidArgument,
        tr_format("the database has room for {} more articles, and there are more to be indexed",
                  format_count(most_)),
        tr("index the rest into another database, or make room where many articles were replaced "
           "or deleted: gisa-index --optimize"));
  }
  documents_ += documents;
  ++next_batch_;
  changed_.notify_all();
  return static_cast<std::uint32_t>(before);
}

void DocumentNumbers::give_up() {
  const std::lock_guard lock(mutex_);
  is_given_up_ = true;
  changed_.notify_all();
}

}  // namespace gisa
