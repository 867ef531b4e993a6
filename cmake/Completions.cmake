# Makes the completions of a program for bash, zsh and fish from what its --help says, so that they name the
# options it has. Run as a script:
#
#   cmake -D PROGRAM=build/bin/gisa-index -D OUTPUT=build/completions -P cmake/Completions.cmake
cmake_minimum_required(VERSION 3.22)

# What may follow an option, besides files and directories. Each word must stand in the help.
set(gisa-index--format jsonl json csv xlsx newsml rss html table markdown text)
set(gisa-index--writer glass xapian)
set(gisa-search--sort relevance newest oldest recent)
set(gisa-search--match auto all any)
set(gisa-search--syntax query words)
set(gisa-search--format text json jsonl tsv trec ids)
set(gisa-search--facet press section reporter year month day)
set(gisa-search--color auto always never)
set(gisa-search--hyperlink auto always never)
# Of these several may be given, with commas between.
set(gisa-search--facet_separator ",")
set(commands_gisa-index delete stats check export backup restore)

get_filename_component(name "${PROGRAM}" NAME)
execute_process(COMMAND "${CMAKE_COMMAND}" -E env LC_ALL=C "${PROGRAM}" --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE ";" "," help "${help}")
string(REPLACE "[" "(" help "${help}")
string(REPLACE "]" ")" help "${help}")
string(REPLACE "\n" ";" lines "${help}")

set(options "")
set(bash_values "")
set(zsh_options "")
set(fish_options "")
foreach(line IN LISTS lines)
  # "  -q, --quiet   say nothing", "  --db DIR   the database", "  -n N   show at most",
  # "  --facet NAMES ...   count", "  --histogram(=BY)   draw"
  if(NOT line MATCHES "^ +((-[A-Za-z]),? ?)?(--[a-z-]+)?(\\(=[A-Z]+\\))?( ([A-Z]+)( \\.\\.\\.)?)?  +([^ ].*)$")
    continue()
  endif()
  set(short "${CMAKE_MATCH_2}")
  set(long "${CMAKE_MATCH_3}")
  set(value "${CMAKE_MATCH_6}")
  set(text "${CMAKE_MATCH_8}")
  if("${short}${long}" STREQUAL "")
    continue()
  endif()
  string(REGEX REPLACE "['\"`$\\\\:]" " " text "${text}")
  string(REGEX REPLACE "^-" "" short_letter "${short}")
  string(REGEX REPLACE "^--" "" long_word "${long}")
  list(APPEND options ${short} ${long})

  set(fish "complete -c ${name}")
  if(short)
    string(APPEND fish " -s ${short_letter}")
  endif()
  if(long)
    string(APPEND fish " -l ${long_word}")
  endif()
  set(zsh_value "")
  if(NOT value STREQUAL "")  # "N" alone would be false
    string(REPLACE ";" " " words "${${name}${long}}")
    foreach(word IN LISTS ${name}${long})
      if(NOT help MATCHES "(^|[^a-z])${word}([^a-z]|$)")
        message(FATAL_ERROR "${name} --help does not say ${long} ${word}")
      endif()
    endforeach()
    if(words)
      set(bash_action "compopt +o default 2>/dev/null,, mapfile -t COMPREPLY < <(compgen -W '${words}' -- \"$word\")")
      if(DEFINED ${name}${long}_separator)
        set(separator "${${name}${long}_separator}")
        set(head "\${word:0:\${#word} - \${#last}}")
        set(bash_action "compopt +o default 2>/dev/null,, local last=\${word##*${separator}},, mapfile -t COMPREPLY < <(compgen -P \"${head}\" -W '${words}' -- \"$last\")")
      endif()
      set(zsh_value ":${value}:(${words})")
      string(APPEND fish " -x -a '${words}'")
    elseif(value STREQUAL "DIR")
      set(bash_action "compopt -o dirnames 2>/dev/null")
      set(zsh_value ":${value}:_files -/")
      string(APPEND fish " -x -a '(__fish_complete_directories)'")
    elseif(value STREQUAL "FILE")
      set(bash_action ":")
      set(zsh_value ":${value}:_files")
      string(APPEND fish " -r")
    else()
      set(bash_action "compopt +o default 2>/dev/null")
      set(zsh_value ":${value}: ")
      string(APPEND fish " -x")
    endif()
    set(pattern "${short}")
    if(short AND long)
      string(APPEND pattern " | ")
    endif()
    string(APPEND pattern "${long}")
    string(APPEND bash_values "    ${pattern}) ${bash_action},, return 0 ,,,,\n")
  endif()
  string(APPEND fish_options "${fish} -d '${text}'\n")
  foreach(option IN ITEMS ${short} ${long})
    string(APPEND zsh_options "  '${option}[${text}]${zsh_value}' \\\n")
  endforeach()
endforeach()
string(REPLACE ",," ";" bash_values "${bash_values}")
list(JOIN options " " options)
list(JOIN commands_${name} " " commands)

# Files are left to readline, which knows of blanks, quotation marks and ~.
set(bash_rest "")
if(commands)
  set(bash_rest "
  mapfile -t COMPREPLY < <(compgen -W '${commands}' -- \"$word\")
  [[ \${#COMPREPLY[@]} -gt 0 ]] || return 0
  mapfile -t -O \${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$word\")
  compopt -o filenames 2>/dev/null")
endif()
file(WRITE "${OUTPUT}/bash/${name}" "# bash completion for ${name}
_${name}() {
  COMPREPLY=()
  local word=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD - 1]}
  [[ $option == = ]] && option=\${COMP_WORDS[COMP_CWORD - 2]}
  [[ $word == = ]] && word=
  case $option in
${bash_values}  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '${options}' -- \"$word\")
    return 0
  fi${bash_rest}
  return 0
}
complete -o default -F _${name} ${name}
")
set(zsh_rest "'*:file:_files'")
if(commands)
  set(zsh_rest "'1:command or file:{_alternative \"commands:command:(${commands})\" \"files:file:_files\"}' '*:file:_files'")
endif()
file(WRITE "${OUTPUT}/zsh/_${name}" "#compdef ${name}
_arguments -s \\
${zsh_options}  ${zsh_rest}
")
if(commands)
  string(APPEND fish_options "complete -c ${name} -n __fish_use_subcommand -a '${commands}'\n")
endif()
file(WRITE "${OUTPUT}/fish/${name}.fish" "# fish completion for ${name}\n${fish_options}")
