# Brings ko.po up to date with the code: new texts without translation, changed ones marked fuzzy, those
# that are gone removed.
#
#   cmake -D SOURCE_DIR=. -D BINARY_DIR=build -P common/messages/translations/update.cmake
file(GLOB_RECURSE sources RELATIVE "${SOURCE_DIR}"
  "${SOURCE_DIR}/common/*.cpp" "${SOURCE_DIR}/common/*.h" "${SOURCE_DIR}/indexer/*.cpp"
  "${SOURCE_DIR}/indexer/*.h" "${SOURCE_DIR}/searcher/*.cpp" "${SOURCE_DIR}/searcher/*.h")
list(SORT sources)
list(JOIN sources "\n" list)
file(WRITE "${BINARY_DIR}/sources.txt" "${list}\n")
file(STRINGS "${SOURCE_DIR}/common/messages/translations/xgettext.txt" options)
execute_process(
  COMMAND xgettext ${options} --files-from "${BINARY_DIR}/sources.txt" -o "${BINARY_DIR}/gisa.pot"
  WORKING_DIRECTORY "${SOURCE_DIR}" COMMAND_ERROR_IS_FATAL ANY)
set(catalogue "${SOURCE_DIR}/common/messages/translations/ko.po")
execute_process(
  COMMAND msgmerge --quiet --update --backup=none --no-wrap --no-location "${catalogue}" "${BINARY_DIR}/gisa.pot"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND msgattrib --no-obsolete --no-wrap --no-location -o "${catalogue}" "${catalogue}"
  COMMAND_ERROR_IS_FATAL ANY)
# The day is in the history, and differs between branches that change no text.
file(READ "${catalogue}" text)
string(REGEX REPLACE "\"POT-Creation-Date:[^\n]*\n" "" text "${text}")
file(WRITE "${catalogue}" "${text}")
