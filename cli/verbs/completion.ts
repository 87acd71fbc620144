// `voidscope completion`: what a shell needs to complete verbs, options and scenarios.

import { Argument } from "commander";
import { GALLERY } from "../../core/gallery";
import { PLANS } from "../../core/plans";
import { glossary } from "../glossary";
import { EXIT, print } from "../terminal";
import type { Verb } from "../verb";

const scenarios = () => GALLERY.map(({ name }) => name);
const plain = (names: string[]) => names.filter((name) => /^[\w.-]+$/.test(name));
/** Names that the argument of a verb may have, beside files. */
const NAMES: Record<string, () => string[]> = {
  ...{ run: scenarios, check: scenarios, ccd: scenarios, ensemble: scenarios, eis: scenarios },
  sweep: () => Object.keys(PLANS),
  explain: () => plain(glossary().map(({ name }) => name)),
};

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
    const cases = verbs.map(({ name, options, arguments: given = [] }) => {
      const flags = options.map((o) => o.long).filter(Boolean);
      const choices = given.flatMap((one) => one.argChoices ?? NAMES[name]?.() ?? []);
      return `    ${name}) words="${[...flags, "--help"].join(" ")}" names="${[...new Set(choices)].join(" ")}";;`;
    });
    const script = `_voidscope() {
  local words names word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word"));;
    *) COMPREPLY=($(compgen -W "$names" -- "$word") $(compgen -f -- "$word"));;
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
