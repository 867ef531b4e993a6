// SQLite's FTS5 with the pragmas and options that index fastest, in one transaction that is durable
// at its end.
//
//   index_with_sqlite TOKENIZER ARTICLES.jsonl DATABASE
//
// TOKENIZER is unicode61 or trigram.
#include <simdjson.h>
#include <sqlite3.h>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

class Database {
 public:
  explicit Database(const char* path) { check(sqlite3_open(path, &handle_)); }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql) {
    check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
    return statement;
  }
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_));
  }

 private:
  sqlite3* handle_ = nullptr;
};

void index(const std::string& tokenizer, const char* articles, const char* path) {
  Database database(path);
  for (const char* pragma : {"page_size=8192", "journal_mode=OFF", "synchronous=FULL",
                             "cache_size=-262144", "locking_mode=EXCLUSIVE"}) {
    database.run(std::string("PRAGMA ") + pragma);
  }
  database.run("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, body, tokenize='" +
               tokenizer + "')");
  database.run("INSERT INTO articles(articles, rank) VALUES('hashsize', 67108864)");
  database.run("BEGIN");
  sqlite3_stmt* const insert = database.prepare("INSERT INTO articles VALUES(?, ?, ?)");
  simdjson::dom::parser parser;
  for (const simdjson::dom::element record : parser.load_many(articles)) {
    int column = 0;
    for (const char* name : {"id", "title", "body"}) {
      std::string_view value;
      if (record[name].get(value) != simdjson::SUCCESS) value = "";
      database.check(sqlite3_bind_text(insert, ++column, value.data(),
                                       static_cast<int>(value.size()), SQLITE_TRANSIENT));
    }
    database.check(sqlite3_step(insert));
    database.check(sqlite3_reset(insert));
  }
  sqlite3_finalize(insert);
  database.run("COMMIT");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) {
      throw std::runtime_error("usage: index_with_sqlite TOKENIZER ARTICLES.jsonl DATABASE");
    }
    index(argv[1], argv[2], argv[3]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
