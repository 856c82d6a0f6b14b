/** The environment for a process of the product: nothing of the shell that runs the tests decides how it runs. */
export function inherited(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VENTANILLA_|DATABASE_URL$|HOST$|PORT$|NODE_TEST)/.test(name));
  return Object.fromEntries(kept);
}
