#include "indexer/readers/formats/json/json_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/readers/bytes/record_window.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/json/json_record.h"

namespace gisa {
namespace {

constexpr std::array<std::string_view, 15> kContainers = {
    "documents", "document", "data",    "articles", "news",    "items", "item", "results",
    "result",    "docs",     "records", "rows",     "entries", "list",  "hits"};
constexpr int kMaxContainerDepth = 3;  // {"response": {"body": {"items": [...
constexpr int kMaxDepth = 64;

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_space(text[at])) ++at;
  return at;
}

// Walks over one object, as much of it as there is.
class ObjectScan {
 public:
  enum class State { kWantsMore, kComplete, kContainer, kBroken };

  // `finds_containers`: an array of records inside ends the scan, too.
  explicit ObjectScan(bool finds_containers) : finds_containers_(finds_containers) {}

  /// `text` begins with the object, and is longer than at the last call.
  State go_on(std::string_view text);

  /// Bytes looked at: the object, if it is complete; up to the array's first record otherwise.
  std::size_t size() const { return at_; }

 private:
  State step_string(std::string_view text);
  bool opens_container(std::string_view text, State& state);

  const bool finds_containers_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool in_string_ = false;
  std::size_t string_begin_ = 0;
  std::size_t last_begin_ = 0;
  std::size_t last_size_ = 0;
};

ObjectScan::State ObjectScan::step_string(std::string_view text) {
  while (at_ < text.size()) {
    const char c = text[at_];
    if (c == '"') {
      in_string_ = false;
      last_begin_ = string_begin_;
      last_size_ = at_ - string_begin_;
      ++at_;
      return State::kComplete;
    }
    if (c == '\\') {
      if (at_ + 1 >= text.size()) return State::kWantsMore;
      at_ += 2;
      continue;
    }
    // A line end belongs into no string: a quote was lost.
    if (c == '\n') return State::kBroken;
    ++at_;
  }
  return State::kWantsMore;
}

// At a '[': whether it holds the records. Wants more text by way of `state`.
bool ObjectScan::opens_container(std::string_view text, State& state) {
  if (depth_ > kMaxContainerDepth) return false;
  std::size_t before = at_;
  while (before > 0 && is_ascii_space(text[before - 1])) --before;
  if (before == 0 || text[before - 1] != ':') return false;
  --before;
  while (before > 0 && is_ascii_space(text[before - 1])) --before;
  const bool follows_key = last_size_ > 0 && before == last_begin_ + last_size_ + 1;
  if (!follows_key || !is_container_key(text.substr(last_begin_, last_size_))) return false;
  const std::size_t next = skip_space(text, at_ + 1);
  if (next == text.size()) {
    state = State::kWantsMore;
    return true;
  }
  if (text[next] != '{') return false;
  at_ = next;
  state = State::kContainer;
  return true;
}

ObjectScan::State ObjectScan::go_on(std::string_view text) {
  while (at_ < text.size()) {
    if (in_string_) {
      const State state = step_string(text);
      if (state != State::kComplete) return state;
      continue;
    }
    const char c = text[at_];
    if (c == '"') {
      in_string_ = true;
      string_begin_ = at_ + 1;
    } else if (c == '{' || c == '[') {
      State state = State::kComplete;
      if (finds_containers_ && c == '[' && opens_container(text, state)) return state;
      if (++depth_ > kMaxDepth) return State::kBroken;
    } else if (c == '}' || c == ']') {
      if (--depth_ == 0) {
        ++at_;
        return c == '}' ? State::kComplete : State::kBroken;
      }
    }
    ++at_;
  }
  return State::kWantsMore;
}

class JsonRecords {
 public:
  JsonRecords(ByteStream& text, const FieldNames& names, RecordSink& sink)
      : window_(text), names_(names), sink_(sink) {}

  void read();

 private:
  bool find_record();
  bool read_record();
  bool take_record(std::string_view record);
  bool recover(std::size_t looked_at, const std::string& reason, bool is_torn);
  bool find_first_record();
  std::optional<std::size_t> find_first_key(std::string_view text) const;
  void note_first_key(std::string_view record, bool is_broken);
  void drop(std::size_t bytes) {
    window_.drop(bytes);
    budget_.earn(bytes);
  }

  RecordWindow window_;
  const FieldNames& names_;
  RecordSink& sink_;
  JsonRecordReader reader_;
  RescanBudget budget_;
  std::string first_key_;  // with its quotes
  bool is_key_of_broken_ = false;
  bool in_records_ = false;     // in the array of a container
  bool after_records_ = false;  // behind it: what follows is none, unless it holds another
  bool in_string_ = false;      // of what stands behind the records
  bool saw_string_ = false;     // outside of records
  bool after_backslash_ = false;
  bool is_torn_ = false;           // where we stand is unknown: only a first key tells
  bool is_behind_broken_ = false;  // a record whose end may have been within it
  bool told_of_junk_ = false;
  bool has_remarked_ = false;
  std::uint64_t number_ = 0;
};

void JsonRecords::read() {
  while (find_record()) {
    if (!read_record()) return;
  }
  if (number_ == 0 && saw_string_ && !told_of_junk_) {
    sink_.add_problem({}, tr("no article in it: neither an object nor an array of objects"));
  }
}

// Moves to the next opening brace.
bool JsonRecords::find_record() {
  if (is_torn_) return find_first_record();
  while (true) {
    const std::string_view text = window_.view();
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (in_string_) {
        if (c == '"' && !after_backslash_) in_string_ = false;
        after_backslash_ = c == '\\' && !after_backslash_;
        continue;
      }
      if (c == '{') break;
      const bool separates = is_ascii_space(c) || c == ',' || c == '[' || c == ']' || c == '}';
      if (is_behind_broken_ && !separates && !first_key_.empty()) {
        is_torn_ = true;
        return find_first_record();
      }
      if (c == '"') in_string_ = saw_string_ = true;
      if (c == ']' && in_records_) {
        in_records_ = false;
        after_records_ = true;
      }
      if (separates || in_records_ || after_records_ || told_of_junk_) continue;
      told_of_junk_ = true;
      sink_.add_problem({number_ + 1, PlaceUnit::kRecord},
                        tr("invalid JSON: text where an object should begin"));
    }
    const bool found = at < text.size();
    drop(at);
    if (found) {
      is_behind_broken_ = false;
      return true;
    }
    if (!window_.more()) return false;
  }
}

bool JsonRecords::find_first_record() {
  while (true) {
    const std::string_view text = window_.view();
    if (const auto begin = find_first_key(text)) {
      drop(*begin);
      is_torn_ = is_behind_broken_ = false;
      in_string_ = false;
      return true;
    }
    constexpr std::size_t kKept = 4 << 10;  // the key may be cut in two
    if (text.size() > kKept) drop(text.size() - kKept);
    if (!window_.more()) return false;
  }
}

// False: no more is wanted.
bool JsonRecords::read_record() {
  ObjectScan scan(!in_records_);
  while (true) {
    switch (scan.go_on(window_.view())) {
      case ObjectScan::State::kComplete:
        return take_record(window_.view().substr(0, scan.size()));
      case ObjectScan::State::kContainer:
        in_records_ = true;
        after_records_ = false;
        drop(scan.size());
        return true;
      case ObjectScan::State::kBroken:
        return recover(scan.size(),
                       tr("invalid JSON: nested too deeply, or a quote or bracket is missing"),
                       true);
      case ObjectScan::State::kWantsMore:
        if (scan.size() > kMaxRecordBytes) {
          return recover(scan.size(),
                         tr_format("longer than {} MB, which no article is (is a quote or bracket "
                                   "missing?)",
                                   kMaxRecordBytes >> 20),
                         true);
        }
        if (!window_.more()) {
          return recover(window_.view().size(),
                         tr("invalid JSON: no closing brace at the end (is the file cut short?)"),
                         true);
        }
        break;
    }
  }
}

bool JsonRecords::take_record(std::string_view record) {
  if (after_records_) {
    drop(record.size());
    return true;
  }
  std::string reason;
  try {
    Article article = reader_.read(record, names_);
    note_first_key(record, false);
    const std::size_t size = record.size();
    const RecordPlace place{++number_, PlaceUnit::kRecord};
    if (!reader_.remark().empty() && !std::exchange(has_remarked_, true))
      sink_.add_note(place, reader_.remark());
    const bool go_on = sink_.add_article(std::move(article), place);
    drop(size);
    return go_on;
  } catch (const Error& error) {
    reason = error.what();
  }
  return recover(record.size(), reason, false);
}

// The record at hand, of which `looked_at` bytes were seen, is left out. Goes on at what looks like
// the beginning of a record inside it, or behind it.
bool JsonRecords::recover(std::size_t looked_at, const std::string& reason, bool is_torn) {
  sink_.add_problem({++number_, PlaceUnit::kRecord}, reason);
  const std::string_view text = window_.view().substr(0, looked_at);
  note_first_key(text, true);
  const auto next = find_first_key(text.substr(1));
  if (next && budget_.spend(looked_at)) {
    drop(*next + 1);
  } else {
    is_torn_ = is_torn && !first_key_.empty();
    is_behind_broken_ = true;
    drop(text.size());
  }
  return true;
}

// Where `{"first key"` stands.
std::optional<std::size_t> JsonRecords::find_first_key(std::string_view text) const {
  if (first_key_.empty()) return std::nullopt;
  for (std::size_t at = text.find(first_key_); at != std::string_view::npos;
       at = text.find(first_key_, at + 1)) {
    std::size_t before = at;
    while (before > 0 && is_ascii_space(text[before - 1])) --before;
    if (before > 0 && text[before - 1] == '{') return before - 1;
  }
  return std::nullopt;
}

// Notes the first key of the first record that could be read or, until there is one, of a broken
// one: by this key the next record is found behind a broken one.
void JsonRecords::note_first_key(std::string_view record, bool is_broken) {
  constexpr std::size_t kLongestKey = 64;  // bytes
  if (!first_key_.empty() && (is_broken || !is_key_of_broken_)) return;
  const std::size_t begin = skip_space(record, 1);
  if (begin >= record.size() || record[begin] != '"') return;
  const std::size_t end = record.find('"', begin + 1);
  if (end == std::string_view::npos || end - begin > kLongestKey) return;
  const std::size_t colon = skip_space(record, end + 1);
  if (colon >= record.size() || record[colon] != ':') return;
  first_key_ = record.substr(begin, end + 1 - begin);
  is_key_of_broken_ = is_broken;
}

}  // namespace

bool is_container_key(std::string_view key) {
  return std::ranges::find(kContainers, key) != kContainers.end();
}

bool JsonFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".json"});
}

void JsonFormat::read_records(ByteStream& text, const FieldNames& names, RecordSink& sink) const {
  JsonRecords(text, names, sink).read();
}

}  // namespace gisa
