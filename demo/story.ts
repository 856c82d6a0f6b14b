/** What people ask, how it is answered, and which area knows more. Invented, in the words of the place. */
export interface Topic {
  readonly subjects: readonly string[];
  readonly questions: readonly string[];
  readonly answer: string;
  readonly area: string;
  /** What is asked of the area, and what it says. */
  readonly ask: string;
  readonly areaSays: string;
  readonly kind?: 'information' | 'complaint';
}

export const topics: readonly Topic[] = [
  {
    subjects: ['Récord de notas', 'Récord para beca en el exterior', 'Solicitud de récord oficial'],
    questions: [
      'Necesito mi récord de notas oficial para una solicitud de empleo. ¿Cuánto cuesta y en cuántos días lo entregan?',
      'Quiero pedir un récord de notas firmado y sellado. Vivo en Higüey y no puedo ir entre semana. ¿Lo envían por correo?',
    ],
    answer:
      'El récord oficial se pide en la plataforma, en «Documentos», y cuesta RD$ 300.00. Está listo en tres días laborables; puede retirarlo en Registro o pedir que se lo enviemos en PDF firmado.',
    area: 'Registro',
    ask: 'La solicitud aparece pagada desde hace una semana y sigue «en proceso». ¿Pueden revisar y responder al estudiante?',
    areaSays: 'El récord quedó firmado hoy. Lo enviamos en PDF a su correo y el original está en nuestra ventanilla, de 8:00 am a 4:00 pm.',
  },
  {
    subjects: ['Pago que sigue pendiente', 'Transferencia no aplicada', 'Pagué y me sale deuda'],
    questions: [
      'Pagué la matrícula por transferencia el miércoles y en la plataforma sigue pendiente. ¿Debo enviar el comprobante a alguna parte?',
      'Hice una transferencia de RD$ 4,850.00 y todavía me sale el balance completo. La selección cierra el viernes y no quiero perder el cupo.',
    ],
    answer:
      'Las transferencias se aplican en uno o dos días laborables. Envíenos el comprobante en respuesta a este correo, con su matrícula, y le confirmamos cuando aparezca en su estado de cuenta.',
    area: 'Tesorería',
    ask: 'Adjunta comprobante de transferencia que no aparece en su estado de cuenta. Por favor confirmar si se recibió.',
    areaSays: 'La transferencia entró a nombre de otra persona. Ya la aplicamos a su cuenta: su balance está en cero. Disculpe la espera.',
  },
  {
    subjects: ['Beca para el próximo cuatrimestre', 'Convocatoria de becas', 'Renovación de beca'],
    questions: [
      'Mi hija terminó con 92 de índice y quisiéramos saber cuándo abre la convocatoria de becas y qué documentos lleva.',
      'Tengo media beca y bajé a 78 por una materia que me quedó. ¿La pierdo o puedo apelar?',
    ],
    answer:
      'La convocatoria abre el primer lunes del mes anterior a cada cuatrimestre. Se piden récord, cédula y constancia de ingresos. Le avisamos por este mismo correo cuando se publique.',
    area: 'Becas',
    ask: 'Pregunta si conserva la beca con índice 78 y cómo apelar. Necesitamos la respuesta del comité.',
    areaSays: 'El comité mantiene la beca con condición: debe subir a 80 este cuatrimestre. La carta está en su expediente.',
  },
  {
    subjects: ['No puedo entrar a la plataforma', 'Usuario bloqueado', 'Olvidé mi clave y no llega el correo'],
    questions: [
      'Me sale «usuario bloqueado» desde anoche y tengo una entrega a las 6 de la tarde. ¿Me pueden ayudar?',
      'Pido cambiar la clave y el correo no me llega, ni al de basura. Probé en el celular y en la laptop.',
    ],
    answer:
      'Su usuario se desbloquea solo a los 30 minutos. Si no, entre a «¿Olvidó su clave?» y escriba su correo institucional, no el personal. Si sigue igual, respóndanos con una captura.',
    area: 'Tecnología',
    ask: 'No le llega el correo de cambio de clave. Ya probó otro navegador. Tiene entregas hoy.',
    areaSays: 'Tenía el correo anterior en la ficha. Lo corregimos y la clave temporal ya salió. Que la cambie al entrar.',
  },
  {
    subjects: ['Convalidación de asignaturas', 'Convalidar materias de otra universidad'],
    questions: [
      'Estudié dos cuatrimestres en otra institución y quisiera convalidar Cálculo I y Física I. ¿A quién entrego los programas?',
      'Entregué los programas sellados hace un mes y no sé si convalidaron Programación I. La selección es la semana que viene.',
    ],
    answer:
      'Se entregan récord y programas sellados en Registro. Academia responde en diez días laborables y las materias aparecen en su historial. Hasta entonces puede seleccionar las demás.',
    area: 'Academia',
    ask: 'Pide el resultado de su convalidación; entregó los programas hace más de un mes.',
    areaSays: 'Se convalidó Cálculo I. Física I no, porque le faltan las prácticas de laboratorio. El acta está en Registro.',
  },
  {
    subjects: ['Requisitos de admisión 2027', 'Inscripción de nuevo ingreso', 'Prueba de admisión'],
    questions: [
      'Soy de San Juan y quiero saber los requisitos para Desarrollo de Software y si la prueba se toma a distancia.',
      'Buenas, ¿todavía ta abierta la inscripción pa enero? Terminé el bachillerato en julio y no tengo el récord de cuarto.',
    ],
    answer:
      'Puede inscribirse hasta el 11 de diciembre con acta de nacimiento, récord de bachillerato y cédula o pasaporte. La prueba se toma en línea o en La Caleta; la fecha se escoge al inscribirse.',
    area: 'Registro',
    ask: 'Aspirante sin récord de cuarto. ¿Se le acepta una certificación del centro mientras tanto?',
    areaSays: 'Sí: con la certificación del centro se inscribe de forma condicional y tiene 30 días para traer el récord.',
  },
  {
    subjects: ['Constancia de estudios', 'Constancia para mi trabajo', 'Carta para visa'],
    questions: [
      'Necesito una constancia de estudios con el horario de este cuatrimestre. Mi empleador la pide antes del viernes para aprobarme el permiso.',
      'Me piden en el consulado una carta que diga cuándo termino. ¿Puede salir en inglés?',
    ],
    answer:
      'La constancia se pide en «Documentos» y sale al momento, con código de verificación. En inglés tarda dos días laborables: respóndanos con el nombre del consulado y la preparamos.',
    area: 'Registro',
    ask: 'Constancia en inglés para el consulado, con fecha probable de término.',
    areaSays: 'La constancia en inglés está firmada. Se la enviamos en PDF y puede retirar el original desde mañana.',
  },
  {
    subjects: ['Retiro de una asignatura', 'Quiero retirar una materia'],
    questions: [
      'Entré a trabajar de tarde y no puedo seguir en Base de Datos II. ¿Hasta cuándo puedo retirarla sin que me cuente?',
      '¿Si retiro una materia me devuelven algo de los cuartos o los aplican al otro cuatrimestre?',
    ],
    answer:
      'El retiro sin calificación se hace en la plataforma hasta la octava semana. El pago de la asignatura no se devuelve, pero dentro de las dos primeras semanas se acredita al siguiente cuatrimestre.',
    area: 'Tesorería',
    ask: 'Retiró en la segunda semana y pide el crédito para enero.',
    areaSays: 'El crédito de RD$ 2,400.00 quedó aplicado; aparece como saldo a favor en su estado de cuenta.',
  },
  {
    subjects: ['Reposición del carnet', 'Se me botó el carnet'],
    questions: [
      'Perdí mi carnet en la guagua. ¿Cuánto cuesta reponerlo y dónde se pide?',
      'Se me botó el carnet y el sábado tengo examen en el laboratorio. ¿Puedo entrar con la cédula?',
    ],
    answer:
      'La reposición cuesta RD$ 250.00 y se entrega el mismo día en Bienestar Estudiantil, de 8:00 am a 4:00 pm. Mientras tanto puede entrar con su cédula y el comprobante de pago.',
    area: 'Bienestar Estudiantil',
    ask: 'Pagó la reposición el lunes y no se la han entregado; tiene examen el sábado.',
    areaSays: 'Su carnet está listo en nuestra oficina. Se le avisó también por teléfono.',
  },
  {
    subjects: ['Horario del laboratorio de redes', 'Laboratorio los sábados'],
    questions: [
      '¿El laboratorio de redes abre los sábados en este período? El grupo necesita terminar una práctica.',
      'En el laboratorio 3 hay seis máquinas que no prenden desde la semana pasada y somos veintidós.',
    ],
    answer:
      'El laboratorio abre de lunes a viernes de 8:00 am a 9:00 pm y los sábados de 8:00 am a 1:00 pm. Para un grupo conviene reservarlo con el encargado el día antes.',
    area: 'Tecnología',
    ask: 'Reportan seis equipos apagados en el laboratorio 3.',
    areaSays: 'Era un tablero eléctrico. Cinco equipos ya funcionan; al sexto se le cambia la fuente mañana.',
  },
  {
    subjects: ['Fecha de graduación', 'Requisitos para graduarme'],
    questions: [
      'Me falta solo la pasantía. ¿Llego a la graduación de diciembre si la entrego este mes?',
      'No aparezco en la lista de graduandos y terminé todo en agosto. ¿Qué me falta?',
    ],
    answer:
      'Para la graduación de diciembre el expediente debe estar completo el 27 de noviembre. En la plataforma, «Mi graduación» le dice qué documento falta; la pasantía la carga su coordinación.',
    area: 'Academia',
    ask: 'No aparece en la lista de graduandos; dice que terminó en agosto. Revisar su expediente.',
    areaSays: 'Faltaba cargar la nota de la pasantía. Ya está y su nombre sale en la lista de mañana.',
  },
  {
    subjects: ['Calificación que no aparece', 'Revisión de nota', 'Me quemé por error'],
    questions: [
      'En Física I me aparece 64 y en el aula virtual tengo 81. La profesora dice que la publicó bien. ¿Cómo pido la revisión?',
      'No me ha salido la nota de Inglés III y ya abrió la selección. Sin esa nota no me deja coger Inglés IV.',
    ],
    answer:
      'La revisión se pide en «Mis calificaciones» dentro de los cinco días laborables de publicada la nota. La coordinación contesta en otros cinco; mientras tanto puede seleccionar de forma condicional.',
    area: 'Academia',
    ask: 'La nota publicada no coincide con la del aula virtual. Adjunta las dos capturas.',
    areaSays: 'La profesora corrigió el acta: la calificación es 81. El cambio se ve hoy en la plataforma.',
  },
  {
    subjects: ['Queja por el trato en caja', 'Queja: tres horas de espera', 'Inconformidad con el servicio'],
    questions: [
      'El lunes hice tres horas de fila en caja y cuando me tocó cerraron la ventanilla sin explicar nada. Quiero dejar constancia.',
      'Me trataron mal por teléfono cuando llamé por mi balance, y me colgaron. No es la primera vez que pasa.',
    ],
    answer:
      'Lamentamos lo ocurrido y le agradecemos que lo haya dicho. Registramos su queja, la conoce la encargada de Tesorería y se reforzó el turno del mediodía. Si vuelve a pasar, respóndanos a este correo.',
    area: 'Tesorería',
    ask: 'Queja por el trato y el cierre de la ventanilla. Indicar qué pasó y qué se hará.',
    areaSays: 'Hubo una sola cajera ese día. Pedimos disculpas: desde esta semana hay dos hasta las 4:00 pm.',
    kind: 'complaint',
  },
  {
    subjects: ['Solicitud de información pública', 'Solicitud Ley 200-04: presupuesto de becas'],
    questions: [
      'Amparado en la Ley 200-04 solicito la cantidad de becas otorgadas en 2025 por carrera y el monto ejecutado.',
      'Solicito, según la Ley General de Libre Acceso a la Información Pública, la nómina de contratados del segundo trimestre.',
    ],
    answer:
      'Su solicitud de información pública fue recibida y se tramita por la Oficina de Acceso a la Información, que le responde dentro de quince días laborables. Guarde el número de este asunto.',
    area: 'Academia',
    ask: 'Solicitud por la Ley 200-04. Preparar los datos para la Oficina de Acceso a la Información.',
    areaSays: 'Los datos por carrera van en el cuadro que se remitió a la Oficina de Acceso a la Información.',
    kind: 'information',
  },
  {
    subjects: ['Curso de Educación Permanente', 'Diplomado en Ciberseguridad', 'Taller de Excel'],
    questions: [
      '¿Cuándo empieza el próximo diplomado en Ciberseguridad y qué precio tiene para egresados?',
      'Hello, is the data analytics diploma also in English? I work in Punta Cana y puedo ir los sábados.',
    ],
    answer:
      'El próximo grupo empieza el sábado 16 de enero, con 10 % de descuento para egresados. La inscripción es en línea y se confirma con el primer pago.',
    area: 'Academia',
    ask: 'Pregunta por un grupo en inglés los sábados. ¿Hay cupo mínimo?',
    areaSays: 'Con quince inscritos se abre. Que deje su nombre en la lista de espera de la página.',
  },
  {
    subjects: ['Asesoría psicológica', 'Apoyo de Bienestar', 'Intérprete de señas para un examen'],
    questions: [
      'Quisiera una cita con la psicóloga, en la tarde si se puede. ¿Es confidencial?',
      'Mi hermano es sordo y tiene examen final el jueves. ¿Pueden poner intérprete como en el parcial?',
    ],
    answer:
      'Las citas son confidenciales y sin costo. Puede escogerla en la plataforma, en «Bienestar», o llamar al 809-555-0142. Para intérprete necesitamos la fecha con tres días laborables.',
    area: 'Bienestar Estudiantil',
    ask: 'Pide intérprete de señas para un examen final esta semana.',
    areaSays: 'El intérprete queda confirmado para el jueves a las 9:00 am en el aula 204.',
  },
];

export const thanks: readonly string[] = [
  'Muchas gracias, quedó resuelto.',
  'Perfecto, gracias por responder tan rápido. Dios les bendiga.',
  'Recibido. Muchísimas gracias.',
];

export const followUps: readonly string[] = [
  'Gracias. Una pregunta más: ¿eso se puede hacer también en la extensión de San Pedro?',
  'Seguí los pasos y me sale el mismo mensaje. Les mando la captura.',
  '¿Y si no llego antes de las 4:00? Salgo del trabajo a las 3:30.',
];

export const notes: readonly string[] = [
  'Llamé a la oficina: contestan después de las dos.',
  'Escribió también la semana pasada; es el mismo asunto.',
  'Pidió que no la llamen en horario de trabajo.',
  'Revisé en la plataforma: el documento está cargado pero sin firma.',
];

export const noAnswerReasons: readonly string[] = [
  'Solo agradece; no pide nada.',
  'Publicidad de un proveedor.',
  'Escribió dos veces lo mismo; se respondió en el otro asunto.',
];

export const calls: readonly string[] = [
  'Se le explicó por teléfono cómo cargar el documento; lo hizo mientras hablábamos.',
  'Llamó antes de que respondiéramos el correo. Quedó conforme con la fecha.',
];

export const handBacks: readonly string[] = [
  'Esto no lo lleva esta área: lo ve la coordinación de su carrera.',
  'Falta la matrícula y el comprobante; sin eso no podemos buscarlo.',
];

export const templates: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Récord y constancias',
    text: 'Buenos días, {{nombre}}:\n\nPuede pedirlo en la plataforma, en «Documentos». Está listo en tres días laborables.',
  },
  {
    title: 'Comprobante de pago',
    text: 'Buenos días, {{nombre}}:\n\nEnvíenos el comprobante en respuesta a este correo, con su matrícula, y le confirmamos cuando se aplique.',
  },
  {
    title: 'Pasó al área',
    text: 'Buenos días:\n\nSu asunto {{numero}} lo tiene el área que lo resuelve. Le responderá a este mismo correo.',
  },
];
