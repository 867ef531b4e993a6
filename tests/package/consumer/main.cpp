// Prints the id of the first article found: first-hit DATABASE QUERY
#include <gisa/error.h>
#include <gisa/searcher.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: first-hit DATABASE QUERY\n";
    return 2;
  }
  try {
    gisa::Searcher searcher(argv[1]);
    gisa::SearchRequest request;
    request.query = argv[2];
    request.limit = 1;
    const gisa::SearchResult result = searcher.search(request);
    if (result.hits.empty()) return 1;
    std::cout << result.hits.front().id << '\n';
    return 0;
  } catch (const gisa::Error& error) {
    std::cerr << error.what() << '\n' << error.hint() << '\n';
    return error.code() == gisa::ErrorCode::kNotFound ? 3 : 2;
  }
}
