/// What a format makes of a text, to compare at once.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"
#include "indexer/readers/formats/article_format.h"
#include "tests/support/show_article.h"

namespace gisa {

/// The article of one record.
inline Article parse(std::string_view format, std::string_view record) {
  return find_article_format(format)->parse(record, {"test", 1});
}

/// Why a record is refused.
inline std::string reason(std::string_view format, std::string_view record) {
  try {
    parse(format, record);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadInput);
    return error.what();
  }
  return "(no error)";
}

/// Articles as "place: fields", problems as "place! reason".
class Collector final : public RecordSink {
 public:
  bool add_article(Article&& article, RecordPlace place) override {
    seen.push_back(std::to_string(place.number) + ": " + show(article));
    return seen.size() < limit;
  }
  void add_problem(RecordPlace place, std::string reason) override {
    seen.push_back(std::to_string(place.number) + "! " + reason);
  }
  void add_note(RecordPlace place, std::string note) override {
    seen.push_back(std::to_string(place.number) + "! note: " + note);
  }
  std::vector<std::string> seen;
  std::size_t limit = 1'000'000;
};

/// Gives a byte at a time, so that everything is cut everywhere.
class Trickle final : public ByteStream {
 public:
  explicit Trickle(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* out, std::size_t size) override {
    return bytes_.read(out, size > 0 ? 1 : 0);
  }

 private:
  MemoryStream bytes_;
};

inline std::vector<std::string> read(const char* format, ByteStream& text,
                                     const FieldNames& names = FieldNames::usual()) {
  Collector collector;
  const auto* stream = dynamic_cast<const StreamFormat*>(find_article_format(format));
  stream->read_records(text, names, collector);
  return collector.seen;
}

struct RecordsCase {
  std::string text;
  std::vector<std::string> seen;  ///< problems: how they begin
};

/// Reads each text whole and a byte at a time.
inline void check(const char* format, const std::vector<RecordsCase>& cases) {
  for (const RecordsCase& c : cases) {
    MemoryStream whole(c.text);
    Trickle trickle(c.text);
    const auto seen = read(format, whole);
    EXPECT_EQ(read(format, trickle), seen) << c.text;
    ASSERT_EQ(seen.size(), c.seen.size()) << c.text << "\n" << testing::PrintToString(seen);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const bool is_problem = c.seen[i].find('!') < c.seen[i].find(':');
      EXPECT_EQ(is_problem ? seen[i].substr(0, c.seen[i].size()) : seen[i], c.seen[i]) << c.text;
    }
  }
}

}  // namespace gisa
