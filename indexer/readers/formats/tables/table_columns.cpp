#include "indexer/readers/formats/tables/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

constexpr int kMaxRowsBeforeHeader = 10;      // a title, the terms of the search ...
constexpr std::size_t kMaxHeaderShown = 200;  // bytes
constexpr std::string_view kSentenceColumn = "sentence";
constexpr std::string_view kDocumentColumn = "doc_id";

bool is_empty_row(std::span<const std::string> cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return is_blank(cell); });
}

std::string list_cells(std::span<const std::string> cells) {
  std::string list;
  for (const std::string& cell : cells) append_item(list, trim_ends(cell), ", ");
  if (list.size() <= kMaxHeaderShown) return list;
  std::size_t end = kMaxHeaderShown;
  while (!is_character_boundary(list, end)) --end;
  return list.substr(0, end) + "...";
}

}  // namespace

std::optional<TableColumns> TableColumns::of_header(std::span<const std::string> cells,
                                                    const FieldNames& names) {
  TableColumns table;
  bool is_header = false;
  bool has_sentence = false;
  bool has_document = false;
  for (const std::string& cell : cells) {
    const std::string_view name = trim_ends(without_bom(cell));
    const FieldName* field = names.find(name);
    table.columns_.push_back(field);
    is_header |= field != nullptr &&
                 (field->field == ArticleField::kTitle || field->field == ArticleField::kBody);
    has_sentence |= name == kSentenceColumn;
    has_document |= name == kDocumentColumn;
  }
  table.holds_sentences_ = has_sentence && has_document;
  return is_header ? std::optional(std::move(table)) : std::nullopt;
}

bool TableColumns::has(ArticleField field) const {
  return std::ranges::any_of(columns_, [&](const FieldName* column) {
    return column != nullptr && column->field == field;
  });
}

Article TableColumns::read_row(std::span<const std::string> cells) const {
  FieldCollector fields;
  const std::size_t count = std::min(cells.size(), columns_.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (columns_[i] == nullptr || is_blank(cells[i])) continue;
    const bool is_id = columns_[i]->field == ArticleField::kId;  // cleaning trims the others
    fields.set(*columns_[i], is_id ? trim_ends(cells[i]) : std::string_view(cells[i]));
  }
  if (!fields.has(ArticleField::kTitle) && !fields.has(ArticleField::kBody)) {
    throw Error(ErrorCode::kBadInput, tr("no body and no title"));
  }
  return std::move(fields).take();
}

bool TableRows::add_row(std::span<const std::string> cells, RecordPlace place) {
  if (is_empty_row(cells)) return true;
  if (!columns_) {
    columns_ = TableColumns::of_header(cells, names_);
    if (columns_) {
      for (const std::string& cell : cells) header_.emplace_back(trim_ends(without_bom(cell)));
      if (!columns_->has(ArticleField::kBody)) note_missing_body(cells, place);
      return true;
    }
    if (first_row_.empty()) {
      first_row_ = list_cells(cells);
      first_place_ = place;
    }
    return ++rows_before_header_ < kMaxRowsBeforeHeader;
  }
  if (repeats_header(cells)) return true;
  try {
    Article article = columns_->read_row(cells);
    if (columns_->holds_sentences()) return add_sentence(std::move(article), place);
    return sink_.add_article(std::move(article), place);
  } catch (const Error& error) {
    sink_.add_problem(place, error.what());
    return true;
  }
}

// True for a row that is the header again, as where tables were joined. Only columns that are used
// are compared: others may not have been read.
bool TableRows::repeats_header(std::span<const std::string> cells) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!columns_->is_used(i)) continue;
    if (i >= cells.size() || trim_ends(without_bom(cells[i])) != header_[i]) return false;
  }
  return true;
}

// Titles alone are articles, too, but the text may be under a name of its own.
void TableRows::note_missing_body(std::span<const std::string> header, RecordPlace place) {
  std::vector<std::string> unread;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!columns_->is_used(i)) unread.push_back(header[i]);
  }
  const std::string list = list_cells(unread);
  if (list.empty()) return;
  sink_.add_note(place, tr_format("no column is known as the body; not read: {}; if one of them "
                                  "is, say so with --map body=NAME",
                                  list));
}

void TableRows::add_too_long(RecordPlace place) {
  sink_.add_problem(place,
                    tr_format("longer than {} MB, which no article is", kMaxRecordBytes >> 20));
}

bool TableRows::add_sentence(Article&& sentence, RecordPlace place) {
  if (gathered_ && gathered_->id == sentence.id && !sentence.id.empty() &&
      gathered_->body.size() < kMaxRecordBytes) {
    append_item(gathered_->body, sentence.body, " ");
    return true;
  }
  const bool go_on = !gathered_ || sink_.add_article(std::move(*gathered_), gathered_place_);
  gathered_ = std::move(sentence);
  gathered_place_ = place;
  return go_on;
}

bool TableRows::finish() {
  if (!columns_ && !first_row_.empty()) {
    sink_.add_problem(first_place_,
                      tr_format("no column is known as a title or a body: {}; say which they are "
                                "with --map title=NAME,body=NAME",
                                first_row_));
  }
  if (!gathered_) return true;
  return sink_.add_article(std::move(*std::exchange(gathered_, std::nullopt)), gathered_place_);
}

}  // namespace gisa
