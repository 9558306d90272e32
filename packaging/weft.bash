# Completion of weft's command line for bash.
_weft() {
    local word=$2 previous=$3
    COMPREPLY=()
    case $previous in
    -e | -l) return ;;
    esac
    case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "-e -l -i -v -E -W - -- --check --dis --help --version" -- "$word") ;;
    *)
        mapfile -t COMPREPLY < <(compgen -f -X '!*.@(lua|luac)' -- "$word"; compgen -d -S / -- "$word")
        [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
        ;;
    esac
}
shopt -s extglob
complete -o nospace -F _weft weft
