#pragma once

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// JSON lines (.jsonl, .ndjson): one JSON object a line, one article an object.
///
///     {"id": "a1", "title": "…", "body": "…", "date": "2024-03-05", "press": "…",
///      "section": "…", "reporter": "…", "url": "…"}
///
/// Other names of these fields are known too (field_names.h). Only a text is required: a body, or a
/// title where a body is missing. Values:
/// - text; for the id and the date also numbers;
/// - for the body, the section and the reporter also arrays, their items joined. Body items are
///   paragraphs: text, an array of sentences, or an object whose text is under "sentence" or
///   "form";
/// - null and "" are the same as no field;
/// - any other value makes the record an error in the body, and is ignored in other fields.
///
/// The whole record must be valid JSON and UTF-8, also where it is not read. A byte order mark in
/// front of it is let pass (files joined with `cat` have them in the middle).
///
/// Each thread keeps a parser and a buffer as large as its largest record, up to a few megabytes.
class JsonlFormat final : public ArticleFormat {
 public:
  std::string_view name() const override { return "jsonl"; }
  bool recognizes(const std::filesystem::path& file) const override;
  bool is_line_oriented() const override { return true; }
  Article parse(std::string_view record, const RecordOrigin& origin) const override;
};

}  // namespace gisa
