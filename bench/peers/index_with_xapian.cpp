// Xapian as its documentation has it: one WritableDatabase, a TermGenerator with FLAG_CJK_NGRAM and
// positions, and document data, with default settings.
//
//   index_with_xapian ARTICLES.jsonl DATABASE
#include <simdjson.h>
#include <xapian.h>

#include <exception>
#include <iostream>
#include <string>

namespace {

void index(const char* articles, const char* path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  simdjson::dom::parser parser;
  for (const simdjson::dom::element record : parser.load_many(articles)) {
    const auto text = [&](const char* name) {
      std::string_view value;
      return record[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
    };
    const std::string title = text("title");
    const std::string body = text("body");
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(title, 1, "S");
    generator.index_text(title);
    generator.increase_termpos();
    generator.index_text(body);
    document.set_data(title + "\n" + body);
    const std::string id = "Q" + text("id");
    document.add_boolean_term(id);
    database.replace_document(id, document);
  }
  database.commit();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: index_with_xapian ARTICLES.jsonl DATABASE");
    index(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  } catch (const Xapian::Error& error) {
    std::cerr << error.get_description() << '\n';
  }
  return 1;
}
