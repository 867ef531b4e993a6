/// JSON as programs write it that is none.
///
///     mend_json(R"({"body": "끝 \ud83d"})")    // {"body": "끝 \ufffd"}
///     mend_json(R"({"reporter": NaN})")        // {"reporter": null}
///     mend_json("{\"body\": \"가\t나\"}")        // {"body": "가\u0009나"}
///
/// Python writes NaN and Infinity where numbers are missing, and halves of surrogate pairs where a
/// text was cut within an emoji. Tabs and line ends stand as they are where JSON was put together
/// by hand.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The record without them; empty if it has none.
std::string mend_json(std::string_view record);

}  // namespace gisa
