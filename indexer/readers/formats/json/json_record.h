#pragma once

#include <memory>
#include <string_view>

#include "common/articles/article.h"
#include "indexer/readers/formats/field_names.h"

namespace gisa {

/// Reads articles from JSON objects, whoever made them.
///
///     JsonRecordReader reader;
///     const std::string_view record = R"({"제목": "동결", "본문": "..."})";
///     const Article article = reader.read(record, FieldNames::usual());
///
/// The fields stand under the names of field_names.h, at the top or in an object "metadata" (the
/// NIKL corpora), "_source" (Elasticsearch), "Meta(Acqusition)" or "Meta(Refine)" (AI-Hub). A body
/// is text, or a list of paragraphs: each a text, a list of sentences, or an object that has it
/// under "sentence" (AI-Hub), "form" (NIKL) or "context" (KLUE-MRC). Where a field is an object,
/// its "name" is taken (author and publisher in JSON-LD), or its "$date" (MongoDB).
///
/// Keeps its memory from one record to the next. Threads: one thread at a time.
class JsonRecordReader {
 public:
  JsonRecordReader();
  ~JsonRecordReader();

  /// The article of `record`. Throws Error (kBadInput) with what is wrong and at which byte, also
  /// if it is not valid UTF-8.
  Article read(std::string_view record, const FieldNames& names);

  /// Of a record that was read without a body: what to tell the user if it has long text under keys
  /// that are not known; else empty.
  const std::string& remark() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace gisa
