#include <gtest/gtest.h>

#include "indexer/readers/formats/field_names.h"
#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

TEST(ArticleFormats, RecognizedByName) {
  struct Case {
    const char* file;
    const char* format;
  };
  const Case cases[] = {
      {"a.jsonl", "jsonl"},
      {"a.ndjson", "jsonl"},
      {"기사.JSONL", "jsonl"},
      {"a.md", "markdown"},
      {"a.markdown", "markdown"},
      {"README.MD", "markdown"},
      {"dir.md/a.txt", "text"},
      {"a.b.txt", "text"},
      {"a.TXT", "text"},
      {"a.json", "json"},
      {"a.csv", "csv"},
      {"a.TSV", "csv"},
      {"NewsResult_20230531-20230531.xlsx", "xlsx"},
      {"a.nml", "newsml"},
      {"a.rss", "rss"},
      {"a.html", "html"},
      {"a.xls", "table"},
      {"a.xml", nullptr},  // of many kinds
      {"a", nullptr},
      {"", nullptr},
      {".txt", nullptr},  // a hidden file without an ending
      {"a.txt~", nullptr},
      {"a.txt/", nullptr},
      {"a.jsonl.gz", nullptr},
  };
  for (const Case& c : cases) {
    const ArticleFormat* format = recognize_article_format(c.file);
    ASSERT_EQ(format != nullptr, c.format != nullptr) << c.file;
    if (format == nullptr) continue;
    EXPECT_EQ(format->name(), c.format) << c.file;
  }
}

TEST(ArticleFormats, FoundByTheirOwnName) {
  for (const ArticleFormat* format : article_formats()) {
    EXPECT_EQ(find_article_format(format->name()), format);
    EXPECT_EQ(format->is_line_oriented(), format->name() == "jsonl");
  }
  EXPECT_EQ(find_article_format("txt"), find_article_format("text"));
  EXPECT_EQ(find_article_format("tsv"), find_article_format("csv"));
  EXPECT_EQ(find_article_format("xml"), nullptr);
  EXPECT_EQ(find_article_format(""), nullptr);
}

TEST(FieldNames, FieldsStandTogetherAndNamesOnce) {
  const auto names = FieldNames::usual().all();
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(FieldNames::usual().find(names[i].name), &names[i]) << names[i].name;
    EXPECT_LE(names[i > 0 ? i - 1 : 0].field, names[i].field) << names[i].name;
  }
}

}  // namespace
}  // namespace gisa
