#include "indexer/readers/formats/json/json_record.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/formats/json/json_errors.h"
#include "indexer/readers/formats/json/json_mending.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

namespace json = simdjson::ondemand;

constexpr int kMaxDepth = 64;                    // of nested values: recursion stays shallow
constexpr std::size_t kMinBuffer = 64 << 10;     // bytes
constexpr std::size_t kMaxKeptBuffer = 8 << 20;  // bytes; a larger one is given back after use
constexpr std::size_t kMinLongText = 100;        // bytes: no name or date
constexpr std::size_t kMaxKey = 100;             // bytes; a longer one is none to be shown
// Text of an item, or of a field that is an object.
constexpr std::string_view kItemNames[] = {"sentence", "form",        "context", "text",    "name",
                                           "$date",    "$numberLong", "$oid",    "rendered"};
constexpr std::string_view kBodyNames[] = {"rendered"};  // WordPress
constexpr std::string_view kMongoDate = "$date";  // a text, milliseconds, or an object with them
// Objects that hold fields of the record: NIKL corpora, Elasticsearch, AI-Hub (as it spells them).
constexpr std::string_view kInnerRecords[] = {"metadata", "_source", "Meta(Acqusition)",
                                              "Meta(Refine)"};

std::string_view type_name(json::json_type type) {
  switch (type) {
    case json::json_type::array:
      return tr("a list of something else than text");
    case json::json_type::object:
      return tr("an object");
    case json::json_type::number:
      return tr("a number");
    case json::json_type::boolean:
      return tr("true or false");
    default:
      return tr("something else");
  }
}

void expect_shallow(int depth) {
  if (depth > kMaxDepth) throw simdjson::simdjson_error(simdjson::DEPTH_ERROR);
}

void read_null(json::value value) {
  if (!value.is_null()) throw simdjson::simdjson_error(simdjson::TAPE_ERROR);
}

void expect_object(json::document& document) {
  json::json_type type;
  const char* found = to_translate("other text");
  if (!document.type().get(type)) {
    if (type == json::json_type::object) return;
    found =
        type == json::json_type::array ? to_translate("an array") : to_translate("a single value");
  }
  throw Error(ErrorCode::kBadInput,
              tr_format("a record is one JSON object on a line, not {}", tr(found)));
}

// Passes over a value that is not wanted, but not over a mistake in it.
void check_value(json::value value, int depth) {
  expect_shallow(depth);
  switch (value.type().value()) {
    case json::json_type::array:
      for (auto item : value.get_array()) check_value(item.value(), depth + 1);
      return;
    case json::json_type::object:
      for (auto field : value.get_object()) {
        field.unescaped_key().value();
        check_value(field.value().value(), depth + 1);
      }
      return;
    case json::json_type::string:
      value.get_string().value();
      return;
    case json::json_type::number:
      value.get_double().value();
      return;
    case json::json_type::boolean:
      value.get_bool().value();
      return;
    case json::json_type::null:
      read_null(value);
      return;
  }
}

// The digits as they stand: 20240305 as a double would not survive every length.
std::string read_number(json::value value) {
  std::string_view digits = value.raw_json_token();
  while (!digits.empty() && static_cast<unsigned char>(digits.back()) <= ' ') {
    digits.remove_suffix(1);
  }
  std::string text(digits);
  value.get_double().value();
  return text;
}

std::optional<std::string> read_list(json::array list, std::string_view separator, int depth);

// The text of {"index": 1, "sentence": "…"}; nothing if it has none, and null is an empty one.
std::optional<std::string> read_item_object(json::object object, int depth,
                                            std::span<const std::string_view> names = kItemNames) {
  expect_shallow(depth);
  std::optional<std::string> text;
  for (auto field : object) {
    const std::string_view key = field.unescaped_key();
    json::value value = field.value();
    const bool named = std::ranges::find(names, key) != names.end();
    if (!text && named && value.type() == json::json_type::string) {
      text = std::string(value.get_string().value());
    } else if (!text && key == kMongoDate && value.type() == json::json_type::number) {
      text = read_number(value);
    } else if (!text && key == kMongoDate && value.type() == json::json_type::object) {
      text = read_item_object(value.get_object(), depth + 1);
    } else if (!text && named && value.type() == json::json_type::null) {
      read_null(value);
      text = std::string();
    } else {
      check_value(value, depth + 1);
    }
  }
  return text;
}

// One item of a list, or nothing if it is of no use as text.
std::optional<std::string> read_item(json::value value, int depth) {
  expect_shallow(depth);
  switch (value.type().value()) {
    case json::json_type::string:
      return std::string(value.get_string().value());
    case json::json_type::array:
      return read_list(value.get_array(), " ", depth + 1);
    case json::json_type::object:
      return read_item_object(value.get_object(), depth);
    case json::json_type::null:
      read_null(value);
      return std::string();
    default:
      check_value(value, depth);
      return std::nullopt;
  }
}

// The items joined; nothing if one is of no use as text.
std::optional<std::string> read_list(json::array list, std::string_view separator, int depth) {
  std::optional<std::string> joined = std::string();
  for (auto element : list) {
    const std::optional<std::string> item = read_item(element.value(), depth);
    if (!item) {
      joined.reset();
    } else if (joined) {
      append_item(*joined, *item, separator);
    }
  }
  return joined;
}

}  // namespace

class JsonRecordReader::State {
 public:
  Article read(std::string_view record, const FieldNames& names);
  const std::string& remark() const { return remark_; }

 private:
  Article read_as_it_is(std::string_view record);
  simdjson::padded_string_view padded(std::string_view record);
  void read_fields(json::document& document);
  void read_inner_record(json::object object, int depth);
  void read_field(const FieldName& name, json::value value);
  Article finish();
  void look_for_unread_text(json::document& document);
  void shrink();

  json::parser parser_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  const FieldNames* names_ = nullptr;
  FieldCollector fields_;
  std::string bad_body_;  // why a body was no use, if one was none
  std::string remark_;
};

Article JsonRecordReader::State::read(std::string_view record, const FieldNames& names) {
  names_ = &names;
  try {
    return read_as_it_is(record);
  } catch (const Error&) {
    if (!simdjson::validate_utf8(record.data(), record.size())) throw;
    const std::string mended = mend_json(record);
    if (mended.empty()) throw;
    try {
      return read_as_it_is(mended);
    } catch (const Error&) {
      // Mending did not help: report the first error, whose place is that of the original record.
    }
    throw;
  }
}

Article JsonRecordReader::State::read_as_it_is(std::string_view record) {
  fields_ = {};
  bad_body_.clear();
  remark_.clear();
  const std::string_view content = without_bom(record);
  std::optional<json::document> document;
  try {
    document = parser_.iterate(padded(content)).value();
    read_fields(*document);
    if (!fields_.has(ArticleField::kBody)) look_for_unread_text(*document);
    return finish();
  } catch (const simdjson::simdjson_error& error) {
    const char* location = nullptr;
    std::optional<std::size_t> offset;
    if (document && !document->current_location().get(location)) {
      offset = static_cast<std::size_t>(location - buffer_.get()) + record.size() - content.size();
    }
    const std::string reason = describe_json_error(error.error(), record, offset);
    shrink();
    throw Error(ErrorCode::kBadInput, reason);
  }
}

// simdjson reads beyond the end of its input; the record's own bytes may end at a page.
simdjson::padded_string_view JsonRecordReader::State::padded(std::string_view record) {
  const std::size_t needed = record.size() + simdjson::SIMDJSON_PADDING;
  if (needed > capacity_) {
    const std::size_t wanted = needed > kMaxKeptBuffer ? needed : std::max(kMinBuffer, needed * 2);
    capacity_ = 0;
    if (const auto code = parser_.allocate(wanted)) throw simdjson::simdjson_error(code);
    buffer_ = std::make_unique_for_overwrite<char[]>(wanted);
    capacity_ = wanted;
  }
  std::memcpy(buffer_.get(), record.data(), record.size());
  std::memset(buffer_.get() + record.size(), ' ', simdjson::SIMDJSON_PADDING);
  return simdjson::padded_string_view(buffer_.get(), record.size(), capacity_);
}

void JsonRecordReader::State::read_fields(json::document& document) {
  expect_object(document);
  for (auto field : document.get_object()) {
    const std::string_view key = field.unescaped_key().value();
    const FieldName* name = names_->find(key);
    const bool is_inner = std::ranges::find(kInnerRecords, key) != std::end(kInnerRecords);
    json::value value = field.value();
    if (name != nullptr && fields_.wants(*name)) {
      read_field(*name, value);
    } else if (is_inner && value.type() == json::json_type::object) {
      read_inner_record(value.get_object(), 1);
    } else {
      check_value(value, 1);
    }
  }
  if (!document.current_location().error()) {
    throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
  }
}

void JsonRecordReader::State::read_inner_record(json::object object, int depth) {
  for (auto field : object) {
    const FieldName* name = names_->find(field.unescaped_key().value());
    json::value value = field.value();
    // A body that is no text is no mistake here: the record may have more than an article.
    const json::json_type type = value.type();
    const bool is_usable =
        name != nullptr && (name->field != ArticleField::kBody || type == json::json_type::string ||
                            type == json::json_type::array);
    if (is_usable && fields_.wants(*name)) {
      read_field(*name, value);
    } else {
      check_value(value, depth + 1);
    }
  }
}

void JsonRecordReader::State::read_field(const FieldName& name, json::value value) {
  const FieldTraits& traits = field_traits(name.field);
  const json::json_type type = value.type();
  if (type == json::json_type::string) return fields_.set(name, value.get_string().value());
  if (type == json::json_type::null) return read_null(value);
  if (type == json::json_type::number && traits.takes_numbers) {
    return fields_.set(name, read_number(value));
  }
  if (type == json::json_type::array && !traits.list_separator.empty()) {
    if (auto list = read_list(value.get_array(), traits.list_separator, 1)) {
      return fields_.set(name, std::move(*list));
    }
  } else if (type == json::json_type::object) {
    const bool is_body = name.field == ArticleField::kBody;
    auto text = is_body ? read_item_object(value.get_object(), 1, kBodyNames)
                        : read_item_object(value.get_object(), 1);
    if (text) {
      return fields_.set(name, std::move(*text));
    }
  } else {
    check_value(value, 1);
  }
  if (name.field == ArticleField::kBody && bad_body_.empty()) {
    bad_body_ = tr_format("\"{}\" is {}, not text", name.name, type_name(type));
  }
}

Article JsonRecordReader::State::finish() {
  if (!fields_.has(ArticleField::kBody)) {
    if (!bad_body_.empty()) throw Error(ErrorCode::kBadInput, bad_body_);
    if (!fields_.has(ArticleField::kTitle))
      throw Error(ErrorCode::kBadInput, tr("no body and no title"));
  }
  shrink();
  return std::move(fields_).take();
}

// A record with a title alone is an article, too, but its text may be under a key of its own.
void JsonRecordReader::State::look_for_unread_text(json::document& document) {
  std::string unread;
  document.rewind();
  for (auto field : document.get_object()) {
    const std::string key(field.unescaped_key().value());
    json::value value = field.value();
    const bool is_unknown = names_->find(key) == nullptr && key.size() <= kMaxKey;
    if (!is_unknown || value.type() != json::json_type::string) continue;
    const std::string_view text = value.get_string().value();
    const bool is_address = text.find(' ') == std::string_view::npos;
    if (text.size() >= kMinLongText && !is_address) append_item(unread, key, ", ");
  }
  if (unread.empty()) return;
  remark_ = tr_format(
      "no key is known as the body; not read: {}; if one of them is, say so with --map body=NAME",
      unread);
}

void JsonRecordReader::State::shrink() {
  if (capacity_ <= kMaxKeptBuffer) return;
  parser_ = json::parser();
  buffer_.reset();
  capacity_ = 0;
}

JsonRecordReader::JsonRecordReader() : state_(std::make_unique<State>()) {}
JsonRecordReader::~JsonRecordReader() = default;

Article JsonRecordReader::read(std::string_view record, const FieldNames& names) {
  return state_->read(record, names);
}

const std::string& JsonRecordReader::remark() const { return state_->remark(); }

}  // namespace gisa
