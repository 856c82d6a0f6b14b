import { Refusal } from '#kernel';
import { UsageError } from './command.ts';

/** What went wrong, for a person: our own refusals as they are, the system's few well-known troubles, never a stack trace. */
export function sentence(error: unknown): string {
  if (error instanceof Refusal) return error.es;
  if (error instanceof UsageError) return error.message;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `No existe ${path ?? 'el archivo'}. Revise la ruta y repita la orden.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `No hay permiso para usar ${path ?? 'el archivo'}. Use la cuenta que ejecuta Ventanilla o cambie el permiso.`;
  if (code === 'ENOSPC') return 'El disco está lleno. Libere espacio y repita la orden: no se ha perdido nada.';
  if (error instanceof SyntaxError) return `El archivo no es JSON válido: ${message}. Corríjalo y repita la orden.`;
  return `No se pudo terminar: ${message ?? String(error)}. Ejecute «ventanilla doctor» para ver qué falla.`;
}
