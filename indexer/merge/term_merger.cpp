#include "indexer/merge/term_merger.h"

#include <algorithm>
#include <optional>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa {
namespace {

using glass::PostingList;
using glass::PostingReader;

constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 32;

void expect_whole(const PostingReader& reader, std::string_view term) {
  if (!reader.is_broken()) return;
  throw damage_error(tr_format("the posting list of \"{}\" is damaged", term));
}

}  // namespace

// A source in the course of a merge.
struct TermMerger::Input {
  const SegmentSource* source = nullptr;
  const DocumentMap* map = nullptr;
  std::unique_ptr<TermCursor> cursor;
  std::uint64_t prefix = 0;  // of the cursor's term
  PostingList list;

  // The first and last document of the list, in new ids; 0 if it has to be decoded to know.
  std::uint32_t new_first = 0;
  std::uint32_t new_last = 0;

  // While postings are merged one by one.
  std::optional<PostingReader> reader;
  std::uint32_t document = 0;  // new id of the reader's posting

  void read_list() {
    cursor->read(list);
    const bool keeps_steps = map->keeps_steps(list.first, list.last);
    new_first = keeps_steps ? (*map)(list.first) : 0;
    new_last = keeps_steps ? new_first + (list.last - list.first) : 0;
  }

  // Moves the reader to the first posting, from where it stands, that is not dropped.
  bool find_kept(std::string_view term) {
    for (; !reader->at_end(); reader->next()) {
      document = new_first != 0 ? reader->document() + shift() : (*map)(reader->document());
      if (document != 0) return true;
    }
    expect_whole(*reader, term);
    return false;
  }

  // What has to be added to an old id to make it a new one, if new_first is known.
  std::uint32_t shift() const { return new_first - list.first; }

  // Hands postings below `limit` to the writer; true if there are more.
  bool write_below(std::uint64_t limit, glass::PostingListWriter& writer, std::string_view term) {
    if (new_first != 0) {
      writer.add_run(*reader, shift(), limit);
      return find_kept(term);
    }
    bool has_more = true;
    while (has_more && document < limit) {
      writer.add(document, reader->wdf());
      reader->next();
      has_more = find_kept(term);
    }
    return has_more;
  }
};

TermMerger::TermMerger(std::span<const MergeSource> sources, std::span<const DocumentMap> maps) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto input = std::make_unique<Input>();
    input->source = sources[i].source;
    input->map = &maps[i];
    inputs_.push_back(std::move(input));
  }
}

TermMerger::~TermMerger() = default;

std::uint32_t TermMerger::largest_wdf() const {
  return std::max(largest_wdf_, writer_.largest_wdf());
}

bool TermMerger::advance(Input& input) {
  if (!input.cursor->next()) return false;
  input.prefix = input.cursor->prefix();
  return true;
}

void TermMerger::open_inputs(std::string_view from, std::string_view to) {
  open_.clear();
  for (const auto& input : inputs_) {
    input->cursor = input->source->terms(from, to);
    if (advance(*input)) open_.push_back(input.get());
  }
}

void TermMerger::merge(std::string_view from, std::string_view to, glass::LeafPacker& packer,
                       const std::function<void()>& on_term) {
  open_inputs(from, to);
  while (!open_.empty()) {
    find_lowest_term();
    merge_term(packer);
    on_term();
    for (Input* input : group_) {
      if (!advance(*input)) std::erase(open_, input);
    }
  }
  for (const auto& input : inputs_) {
    if (!input->map->drops()) largest_wdf_ = std::max(largest_wdf_, input->cursor->largest_wdf());
    input->cursor.reset();
  }
}

// Finds the inputs that have the lowest term. A look at each: there are few, and numbers compare
// fast.
void TermMerger::find_lowest_term() {
  std::uint64_t lowest = open_.front()->prefix;
  for (const Input* input : open_) lowest = std::min(lowest, input->prefix);
  group_.clear();
  for (Input* input : open_) {
    if (input->prefix != lowest) continue;
    const int order = group_.empty() ? 0 : input->cursor->term().compare(group_[0]->cursor->term());
    if (order < 0) group_.clear();
    if (order <= 0) group_.push_back(input);
  }
  term_ = group_.front()->cursor->term();
}

void TermMerger::merge_term(glass::LeafPacker& packer) {
  for (Input* input : group_) input->read_list();
  if (group_.size() > 1) std::ranges::sort(group_, {}, &Input::new_first);
  if (are_in_order()) {
    copy_lists(packer);
  } else {
    merge_postings(packer);
  }
}

// True if the lists can be copied one behind the other and make a single chunk.
bool TermMerger::are_in_order() const {
  std::size_t bytes = 0;
  std::uint32_t last = 0;
  for (const Input* input : group_) {
    bytes += input->list.body.size() + glass::kLongestVarint;
    if (input->new_first <= last) return false;
    last = input->new_last;
  }
  return bytes <= glass::kChunkBytes;
}

void TermMerger::copy_lists(glass::LeafPacker& packer) {
  if (group_.size() == 1) {
    const Input& input = *group_.front();
    if (input.map->drops()) note_largest_wdf(input);
    writer_.write_short_term(term_, input.new_first, input.new_last, input.list.documents,
                             input.list.collection_frequency, input.list.body, packer);
    return;
  }
  std::uint32_t documents = 0;
  std::uint64_t collection_frequency = 0;
  std::uint32_t last = 0;
  body_.clear();
  for (const Input* input : group_) {
    if (last != 0) glass::append_varint(body_, input->new_first - last - 1);
    body_.append(input->list.body);
    documents += input->list.documents;
    collection_frequency += input->list.collection_frequency;
    last = input->new_last;
    if (input->map->drops()) note_largest_wdf(*input);
  }
  writer_.write_short_term(term_, group_.front()->new_first, last, documents, collection_frequency,
                           body_, packer);
}

void TermMerger::note_largest_wdf(const Input& input) {
  PostingReader it(input.list.first, input.list.body);
  for (; !it.at_end(); it.next()) largest_wdf_ = std::max(largest_wdf_, it.wdf());
  expect_whole(it, term_);
}

// Posting by posting, always from the source whose document is lowest, as long as it is.
void TermMerger::merge_postings(glass::LeafPacker& packer) {
  live_.clear();
  for (Input* input : group_) {
    input->reader.emplace(input->list.first, input->list.body);
    if (input->find_kept(term_)) live_.push_back(input);
  }
  while (!live_.empty()) {
    std::ranges::sort(live_, {}, &Input::document);
    const std::uint64_t limit = live_.size() > 1 ? live_[1]->document : kNoLimit;
    if (!live_.front()->write_below(limit, writer_, term_)) live_.erase(live_.begin());
  }
  writer_.write_term(term_, packer);
}

}  // namespace gisa
