#include "indexer/segments/article_store.h"

#include <utility>

#include "common/glass/keys.h"
#include "common/glass/table_reader.h"
#include "common/messages/messages.h"
#include "common/system/files.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using glass::Table;

// Bytes of batches that came early. Those before them are being worked on, so waiting for them
// ends.
constexpr std::uint64_t kMostWaiting = 8 << 20;

// The table again without some documents, in its place.
void drop_documents(FinishedTable& table, std::span<const std::uint32_t> dropped) {
  fs::path rest = table.file;
  rest += ".rest";
  glass::TableWriter writer(rest, table.root.block_size);
  {
    const glass::TableFile file(table.file, table.root, glass::TableFile::Access::kRead,
                                &table.checksum);
    glass::TableCursor cursor(file);
    auto next = dropped.begin();
    for (bool there = cursor.seek({}); there; there = cursor.next()) {
      std::uint32_t document = 0;
      if (!glass::parse_document_key(cursor.key(), document))
        file.fail_corrupt(tr("a key is damaged"));
      while (next != dropped.end() && *next < document) ++next;
      if (next == dropped.end() || *next != document) writer.add(cursor.key(), cursor.tag());
    }
  }
  table.root = writer.finish();
  const std::string name = table.checksum.name;
  table.checksum = writer.checksum();
  table.checksum.name = name;
  move_file(rest, table.file);
}

}  // namespace

void ArticleStore::add(std::uint64_t number, Batch& batch) {
  std::unique_lock lock(mutex_);
  has_room_.wait(lock,
                 [&] { return number == next_ || waiting_bytes_ < kMostWaiting || is_given_up_; });
  if (is_given_up_) return;
  if (number != next_) {
    waiting_bytes_ += batch.bytes.size();
    waiting_.emplace(number, std::exchange(batch, {}));
    return;
  }
  write(batch);
  ++next_;
  batch.documents.clear();
  batch.ends.clear();
  batch.bytes.clear();
  for (auto it = waiting_.begin(); it != waiting_.end() && it->first == next_; ++next_) {
    waiting_bytes_ -= it->second.bytes.size();
    write(it->second);
    it = waiting_.erase(it);
  }
  has_room_.notify_all();
}

void ArticleStore::give_up() {
  const std::lock_guard lock(mutex_);
  is_given_up_ = true;
  has_room_.notify_all();
}

void ArticleStore::write(const Batch& batch) {
  if (batch.documents.empty()) return;
  if (!table_) table_.emplace(table_file(scratch_, Table::kDocdata), glass::kDefaultBlockSize);
  std::string key;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < batch.documents.size(); ++i) {
    glass::make_document_key(batch.documents[i], key);
    table_->add(key, std::string_view(batch.bytes).substr(begin, batch.ends[i] - begin));
    begin = batch.ends[i];
  }
}

FinishedTable ArticleStore::finish(std::span<const std::uint32_t> dropped) {
  const std::lock_guard lock(mutex_);
  for (const auto& [number, batch] : waiting_) write(batch);
  waiting_.clear();
  const fs::path file = table_file(scratch_, Table::kDocdata);
  if (!table_) table_.emplace(file, glass::kDefaultBlockSize);
  FinishedTable table{file, table_->finish(), table_->checksum()};
  if (!dropped.empty()) drop_documents(table, dropped);
  return table;
}

}  // namespace gisa
