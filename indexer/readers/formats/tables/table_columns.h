#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// What the columns of a table mean, by its first row, and the articles of its other rows.
///
///     auto columns = TableColumns::of_header({{"제목", "본문", "언론사"}}, names);
///     const Article article = columns->read_row(cells);
///
/// Threads: immutable once made.
class TableColumns {
 public:
  /// Nothing if no column is a title or a body: then it is no header.
  static std::optional<TableColumns> of_header(std::span<const std::string> cells,
                                               const FieldNames& names);

  std::size_t size() const { return columns_.size(); }

  /// The article of one row. Cells that are missing at its end are empty.
  /// Throws Error (kBadInput) if it has neither title nor body.
  Article read_row(std::span<const std::string> cells) const;

  /// True: a row is a sentence, and rows that follow one another with the same "doc_id" are one
  /// article (NIKL corpora).
  bool holds_sentences() const { return holds_sentences_; }

  /// False: what the column holds is not read.
  bool is_used(std::size_t column) const {
    return column < columns_.size() && columns_[column] != nullptr;
  }

  /// True if a column is this field.
  bool has(ArticleField field) const;

  /// True if the column holds dates.
  bool is_date(std::size_t column) const {
    return is_used(column) && columns_[column]->field == ArticleField::kDate;
  }

 private:
  std::vector<const FieldName*> columns_;  // null: of no use
  bool holds_sentences_ = false;
};

/// Turns rows into articles for a sink: finds the header, joins rows that are sentences, and
/// reports what cannot be read.
class TableRows {
 public:
  TableRows(const FieldNames& names, RecordSink& sink) : names_(names), sink_(sink) {}

  /// The next row. False: no more is wanted, or there is no use in going on.
  bool add_row(std::span<const std::string> cells, RecordPlace place);

  /// A row that was too long to be kept.
  void add_too_long(RecordPlace place);

  /// The end of the table: call once.
  bool finish();

  /// Null before the header.
  const TableColumns* columns() const { return columns_ ? &*columns_ : nullptr; }

 private:
  bool repeats_header(std::span<const std::string> cells) const;
  void note_missing_body(std::span<const std::string> header, RecordPlace place);
  bool add_sentence(Article&& sentence, RecordPlace place);

  const FieldNames& names_;
  RecordSink& sink_;
  std::optional<TableColumns> columns_;
  std::vector<std::string> header_;
  std::string first_row_;  // for the message, if it is no header
  int rows_before_header_ = 0;
  RecordPlace first_place_;
  std::optional<Article> gathered_;  // of sentences
  RecordPlace gathered_place_;
};

}  // namespace gisa
