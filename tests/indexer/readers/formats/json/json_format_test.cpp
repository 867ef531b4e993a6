#include <gtest/gtest.h>

#include <string>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

TEST(JsonFormat, ArraysDocumentsAndObjects) {
  check(
      "json",
      {
          {R"([{"title":"가","body":"나"},{"title":"다","body":"라"}])",
           {"1: title=가 | body=나", "2: title=다 | body=라"}},
          {"[\n  {\n    \"title\": \"가\"\n  }\n]\n", {"1: title=가"}},
          {R"({"title":"가"}{"title":"나"})", {"1: title=가", "2: title=나"}},
          {"{\n\"title\": \"가\", \"x\": {\"y\": [1, {}]}\n}\n{\"title\": \"나\"}",
           {"1: title=가", "2: title=나"}},
          // AI-Hub: the outer name is none of an article.
          {R"({"name":"x","documents":[{"id":"1","title":"가","text":[[{"index":0,"sentence":"나."},)"
           R"({"index":1,"sentence":"다."}],[{"index":2,"sentence":"라."}]]}]})",
           {"1: id=1 | title=가 | body=나. 다.\n라."}},
          // NIKL: the outer title and year are those of the file.
          {R"({"id":"N","metadata":{"title":"모둠","year":"2018"},"document":[{"id":"N.1",)"
           R"("metadata":{"title":"가","date":"20240101"},"paragraph":[{"id":"1","form":"<p>나</p>"}]}]})",
           {"1: id=N.1 | title=가 | body=<p>나</p> | date=20240101"}},
          {R"({"took":1,"hits":{"total":{"value":1},"hits":[{"_id":"7","_source":{"title":"가"}}]}})",
           {"1: id=7 | title=가"}},
          {R"({"response":{"body":{"items":[{"title":"가"}],"page":{"n":1}}}} )", {"1: title=가"}},
          {R"({"items":[{"title":"가"}],"page":{"n":1},"x":"{"} )", {"1: title=가"}},
          // A list of that name in an article is none of records.
          {R"({"title":"가","data":["x"]})", {"1: title=가"}},
          {"[]", {}},
          // Brackets and quotes in texts.
          {R"([{"title":"가 \" } ] ["},{"title":"나"}])", {"1: title=가 \" } ] [", "2: title=나"}},
      });
}

TEST(JsonFormat, TextUnderAnUnknownKey) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "가 나 ";
  check("json", {
                    {R"([{"title":"가","줄거리":")" + text + R"("},{"title":"나"}])",
                     {"1! note: no key is known as the body; not read: 줄거리; ", "1: title=가",
                      "2: title=나"}},
                    {R"([{"title":"가","body":"나","줄거리":")" + text + R"("}])",
                     {"1: title=가 | body=나"}},
                    {R"([{"title":"가","x":"짧다","y":[")" + text + R"("],"z":")" +
                         std::string(200, 'x') + R"("}])",
                     {"1: title=가"}},
                });
}

TEST(JsonFormat, ABrokenRecordCostsNoOther) {
  check(
      "json",
      {
          {R"([{"title":"가"},{"x":1},{"title":"나"}])",
           {"1: title=가", "2! no body and no title", "3: title=나"}},
          {R"([{"title":"가"},{"title":"나,"x":1},{"title":"다"},{"title":"라"}])",
           {"1: title=가", "2! invalid JSON", "3: title=다", "4: title=라"}},
          {"[{\"title\":\"가\"},\n{\"title\":\"나},\n{\"title\":\"다\"}]",
           {"1: title=가", "2! invalid JSON", "3: title=다"}},
          {R"([{"title":"가"},{"title":"나)", {"1: title=가", "2! invalid JSON: no closing brace"}},
          {R"([{"title":"가"},{"title":{"title":"나"},{"title":"다"}])",
           {"1: title=가", "2! invalid JSON", "3: title=나", "4: title=다"}},
          // Its end was within it: what follows is not told from strings by counting quotes.
          {"[{\"title\":\"가\"},{\"title\":나}다\",\"x\":\"y\"},{\"title\":\"라\"},"
           "{\"title\":\"마\"}]",
           {"1: title=가", "2! invalid JSON", "3: title=라", "4: title=마"}},
          {R"([{"title":"가"},{"title":나}, null,{"title":"다"}])",
           {"1: title=가", "2! invalid JSON", "3: title=다"}},
          {R"([{"title":"가"},{"title")" + std::string(100, '[') + R"(,{"title":"나"}])",
           {"1: title=가", "2! invalid JSON: nested too deeply", "3: title=나"}},
      });
}

}  // namespace
}  // namespace gisa
