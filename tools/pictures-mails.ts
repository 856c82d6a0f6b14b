// A believable month of a service desk, invented: who wrote, what, and when somebody answered.

export interface Letter {
  readonly from: string;
  readonly at: string;
  readonly subject: string;
  readonly text: string;
  readonly answeredAt?: string;
}

/** What stands in the inbox on the Tuesday of the pictures. */
export const waiting: readonly Letter[] = [
  {
    from: 'Génesis Tavárez',
    at: '2026-11-19T14:18:00-04:00',
    subject: 'Convalidación de asignaturas',
    text: 'Buenas tardes.\n\nEstudié dos cuatrimestres en otra institución y quisiera convalidar Cálculo I y Física I. Adjunté los programas en mi solicitud del lunes, pero no sé a quién debo dirigirme ahora.\n\nQuedo atenta. Gracias.',
  },
  {
    from: 'Luis Alberto Peña',
    at: '2026-11-20T08:31:00-04:00',
    subject: 'Constancia de estudios para mi trabajo',
    text: 'Buenos días:\n\nNecesito una constancia de estudios con el horario de este cuatrimestre. Mi empleador la pide antes del viernes para aprobarme el permiso.\n\n¿Puedo retirarla sin cita o la envían por correo? Mi matrícula es la del carnet que adjunto.\n\nMuchas gracias,\nLuis Alberto Peña',
  },
  {
    from: 'Yudelka Núñez',
    at: '2026-11-20T11:05:00-04:00',
    subject: 'Pago que sigue pendiente',
    text: 'Saludos. Pagué la matrícula por transferencia el miércoles y en la plataforma sigue pendiente. ¿Debo enviar el comprobante a alguna parte?',
  },
  {
    from: 'Ramón De la Cruz',
    at: '2026-11-23T09:47:00-04:00',
    subject: 'Horario del laboratorio de redes',
    text: 'Buen día. ¿El laboratorio de redes abre los sábados en este período? El grupo necesita terminar una práctica.',
  },
  {
    from: 'Altagracia Ureña',
    at: '2026-11-23T13:22:00-04:00',
    subject: 'Beca para el próximo cuatrimestre',
    text: 'Buenas tardes. Mi hija terminó con 92 de índice y quisiéramos saber cuándo abre la convocatoria de becas y qué documentos lleva.',
  },
  {
    from: 'Wilkin Almonte',
    at: '2026-11-24T08:12:00-04:00',
    subject: 'No puedo entrar a la plataforma',
    text: 'Me sale «usuario bloqueado» desde anoche y tengo una entrega a las 6 de la tarde. ¿Me pueden ayudar?',
  },
  {
    from: 'Noemí Féliz',
    at: '2026-11-24T09:03:00-04:00',
    subject: 'Reposición del carnet',
    text: 'Perdí mi carnet en la guagua. ¿Cuánto cuesta reponerlo y dónde se pide?',
  },
  {
    from: 'Iván Pichardo',
    at: '2026-11-24T10:16:00-04:00',
    subject: 'Requisitos de admisión 2027',
    text: 'Hola, soy de San Juan. Quiero saber los requisitos para Desarrollo de Software y si la prueba se toma a distancia.',
  },
];

const people = ['Rosanny Báez', 'Joel Ogando', 'Carmen Santana', 'Ángel Familia', 'María Mejía', 'José Güílamo', 'Ana Pichardo'];
const subjects = [
  'Récord de notas',
  'Cambio de carrera',
  'Retiro de una asignatura',
  'Carta de pasantía',
  'Inscripción tardía',
  'Fecha de graduación',
  'Certificación de título',
];

/** Three answered questions on each of so many past working days; now and then one answered too late. */
export function answered(days: readonly string[]): Letter[] {
  return days.flatMap((day, nr) =>
    ['08:20', '10:45', '14:10'].map((time, turn) => {
      const each = nr * 3 + turn;
      const isLate = each % 41 === 17;
      const after = isLate ? 7 * 24 * 60 : 35 + ((each * 53) % 170);
      const at = `${day}T${time}:00-04:00`;
      return {
        from: people[each % people.length] as string,
        at,
        subject: subjects[(each * 3) % subjects.length] as string,
        text: 'Buenos días. Quisiera saber cómo se hace este trámite y cuánto tarda. Gracias.',
        answeredAt: new Date(Date.parse(at) + after * 60_000).toISOString(),
      };
    }),
  );
}
