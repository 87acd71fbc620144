// `voidscope completion`: what a shell needs to complete verbs, options and scenarios.

import { Argument } from "commander";
import { GALLERY } from "../../core/gallery";
import { EXIT, print } from "../terminal";
import type { Verb } from "../verb";

const FILES = import.meta.glob<Verb>("./*.ts", { import: "default" });

const verb: Verb = {
  name: "completion",
  summary: "print what completes verbs, options and scenarios in bash or zsh",
  place: 16,
  arguments: [new Argument("<shell>", "the shell").choices(["bash", "zsh"])],
  options: [],
  examples: ['eval "$(voidscope completion bash)"', 'eval "$(voidscope completion zsh)"'],
  async run(shell: string) {
    const verbs = await Promise.all(Object.values(FILES).map((load) => load()));
    const names = verbs.map(({ name }) => name).sort();
    const cases = verbs.map(({ name, options }) => {
      const flags = options.map((o) => o.long).filter(Boolean);
      return `    ${name}) words="${[...flags, "--help"].join(" ")}";;`;
    });
    const gallery = GALLERY.map(({ name }) => name).join(" ");
    const script = `_voidscope() {
  local words word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word"));;
    *) COMPREPLY=($(compgen -W "${gallery}" -- "$word") $(compgen -f -- "$word"));;
  esac
}
complete -o filenames -F _voidscope voidscope
`;
    await print(
      shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script,
    );
    return EXIT.ok;
  },
};
export default verb;
